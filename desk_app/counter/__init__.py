"""What the clerk does, one function each, one transaction per function. Two fronts call it: ui and cli.

Refusals are answers with a verdict, and are journalled too; only the environment and bugs raise.
"""
