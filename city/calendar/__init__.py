"""The calendar: every slot of a period, with what can be done and why not."""
