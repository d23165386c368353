"""What stands around every page of a signed-in parent: navigation, network strip, account, session sheet."""
