"""Every declaration of a rule: code, name, severity, messages, explanation."""
