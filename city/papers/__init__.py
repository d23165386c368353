"""Papers that a household may keep: invoices, receipts, the yearly tax statement, as PDF."""
