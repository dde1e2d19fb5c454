"""Mail, mailboxes, contacts and calendars, Outlook items, signed messages."""
