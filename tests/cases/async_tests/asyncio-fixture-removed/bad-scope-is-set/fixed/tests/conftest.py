import asyncio

import pytest
