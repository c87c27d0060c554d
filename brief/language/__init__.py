"""What the embedded engine knows of English, one layer a module; nothing here knows of briefings."""
