"""How fast Comptoir is: each figure beside what the same work costs at the least, in the same run."""
