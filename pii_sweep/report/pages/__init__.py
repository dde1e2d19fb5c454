"""The parts of the report's pages that are computed: findings in columns, the heat map, the trend."""
