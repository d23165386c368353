"""The composition root: assembles views and services, decides nothing a parent can see."""
