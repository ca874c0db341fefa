"""What can be found in an essay by rule: explainable, and the user's to overrule."""
