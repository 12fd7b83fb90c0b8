# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The Mastic authors
"""DynamicFrames of Mastic in PySpark: ``EtlSession(spark)`` reads and writes them."""

from mastic.errors import MasticError, UsageError
from mastic.frame import DynamicFrame
from mastic.session import EtlSession

__all__ = ["DynamicFrame", "EtlSession", "MasticError", "UsageError"]
