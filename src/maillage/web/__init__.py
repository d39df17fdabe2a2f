"""The screens: permission, form, one action, message, redirect. No rules and no saves here."""
