"""Whether every receipt that was shown leads to its tip, and the tip opens with its own words. Run as the owner of the database.

python -m bench.tips_opened < receipts.json      (receipt → words; answers JSON: how many lie there, and which are lost)
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from mooring.hotline.models import Tip, TipMessage  # noqa: E402 its models need Django to be ready
from mooring.hotline.tips import reading  # noqa: E402
from mooring.hotline.tips.receipt import Receipt  # noqa: E402


def main() -> None:
    receipts: dict[str, str] = json.load(sys.stdin)
    tips = {bytes(tip.receipt_hash): tip for tip in Tip.objects.all()}
    lost = []
    for digits, words in receipts.items():
        tip = tips.get(Receipt(digits).hashed)
        if tip is None or [entry.words for entry in reading.entries(tip)] != [words]:
            lost.append(digits[:4])
    print(json.dumps({"tips": len(tips), "messages": TipMessage.objects.count(), "lost": lost}))


if __name__ == "__main__":
    main()
