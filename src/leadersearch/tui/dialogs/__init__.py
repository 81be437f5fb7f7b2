"""The dialogs in front of the search: menus, help, reasons, cite and export."""
