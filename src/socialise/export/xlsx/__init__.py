"""The sheets of workbooks, whose formulas compute again what the form computed."""
