"""What a sweep pays for: a dated table of the store's list prices.

Amazon S3's list prices in US East (N. Virginia), S3 Standard unless said, in US dollars. The
request and retrieval prices were compared with a published summary in 2026 and had not changed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prices:
    """List prices in US dollars, with the day they were true and where they were read."""

    as_of: str = "2025-01-01"
    source: str = "Amazon S3 pricing, US East (N. Virginia), first tier"
    per_1000_list: float = 0.005
    per_1000_get: float = 0.0004
    per_gb_out: float = 0.09  # to the internet; nothing within the region
    per_gb_retrieval_ia: float = 0.01  # Standard-IA and One Zone-IA
    per_gb_retrieval_glacier_ir: float = 0.03
    per_1000_get_ia: float = 0.001
    per_1000_get_glacier_ir: float = 0.01
    per_million_inventory: float = 0.0025  # S3 Inventory, objects listed

    def get(self, storage_class: str) -> float:
        """Return the price of one GET."""
        table = {
            "STANDARD_IA": self.per_1000_get_ia,
            "ONEZONE_IA": self.per_1000_get_ia,
            "GLACIER_IR": self.per_1000_get_glacier_ir,
        }
        return table.get(storage_class, self.per_1000_get) / 1000

    def retrieval(self, storage_class: str) -> float:
        """Return the price of retrieving one byte, transfer not counted."""
        table = {
            "STANDARD_IA": self.per_gb_retrieval_ia,
            "ONEZONE_IA": self.per_gb_retrieval_ia,
            "GLACIER_IR": self.per_gb_retrieval_glacier_ir,
        }
        return table.get(storage_class, 0.0) / 1e9


# A local folder's.
FREE = Prices(
    per_1000_list=0.0, per_1000_get=0.0, per_gb_out=0.0, per_gb_retrieval_ia=0.0,
    per_gb_retrieval_glacier_ir=0.0, per_1000_get_ia=0.0, per_1000_get_glacier_ir=0.0,
    per_million_inventory=0.0, source="a local folder costs nothing",
)  # fmt: skip
