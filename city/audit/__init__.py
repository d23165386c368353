"""The audit: what agents did, on what, and when. It is written with the act and never changed."""
