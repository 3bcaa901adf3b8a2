"""How wide letters are, for pictures drawn where no font can be measured (SVG).

Thousandths of the size of type, for the characters from space to tilde, of the families that the
course uses: Atkinson Hyperlegible Next and Literata. Arial and Georgia, which take their place
where they are not installed, are within a few hundredths of them on ordinary text. Made from the
fonts of `fonts/`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_WIDTHS = {
    "text": (
        "280 286 301 651 592 919 731 160 299 299 485 606 210 362 210 387 648 407 548 576 614 "
        "588 598 510 615 595 210 210 553 628 553 480 778 626 613 645 669 569 552 694 694 392 "
        "512 631 541 824 693 714 592 724 614 592 558 690 593 856 623 575 607 317 387 344 552 "
        "372 243 525 566 485 564 538 314 558 550 252 245 492 262 845 550 548 566 574 349 471 "
        "326 540 461 684 481 449 460 344 237 344 555"
    ),
    "strong": (
        "312 303 390 765 610 969 725 210 335 335 485 595 271 373 272 440 659 440 579 600 624 "
        "607 626 537 624 571 272 272 569 612 569 547 781 678 643 658 688 597 566 718 701 424 "
        "561 663 552 858 717 746 629 756 650 610 607 686 644 886 685 650 618 340 440 344 582 "
        "400 288 552 596 510 596 563 365 593 571 300 259 555 318 882 571 576 596 599 376 508 "
        "376 567 530 740 539 521 505 381 254 381 537"
    ),
    "title": (
        "200 331 417 683 581 884 825 248 347 347 450 582 327 345 330 463 601 412 526 552 582 "
        "529 566 529 574 555 330 327 582 582 582 550 906 746 678 705 773 652 629 761 840 414 "
        "568 772 643 993 835 770 633 776 736 607 742 795 749 1100 736 732 674 345 465 345 582 "
        "470 500 562 632 525 640 547 411 586 678 352 326 646 351 986 681 609 643 625 514 479 "
        "424 659 609 883 588 596 514 370 433 370 582"
    ),
    "quote": (
        "190 346 419 682 518 833 753 262 351 351 479 582 341 358 330 451 599 404 531 540 574 "
        "537 557 526 547 550 337 347 582 582 582 522 898 704 634 632 751 604 574 661 774 373 "
        "382 709 597 957 753 730 615 719 699 518 639 765 703 1017 707 682 628 341 430 344 601 "
        "503 498 591 585 499 593 492 395 571 602 310 308 561 294 894 610 555 597 562 483 459 "
        "410 606 543 799 545 547 490 379 420 379 593"
    ),
}  # fmt: skip
_PARSED = {font: tuple(map(int, widths.split())) for font, widths in _WIDTHS.items()}
_OTHER, _WIDE, _LINE = 600, 1300, 1000  # letters not listed; emoji and ideograms; dashes, « … »


def measure(font: str, size: float) -> Callable[[str], float]:
    """What gives the width of a string in that font (text, strong, title, quote), in units of
    `size`."""
    widths = _PARSED[font]
    return lambda text: sum(_width(character, widths) for character in text) * size / 1000


def _width(character: str, widths: tuple[int, ...]) -> int:
    code = ord(character)
    if 32 <= code < 127:
        return widths[code - 32]
    if character == "\u00a0":
        return widths[0]
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if character == "’":
        return widths[ord(",") - 32]
    if character in "—…−→":
        return _LINE
    if unicodedata.category(character) == "So" or unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    base = ord(unicodedata.normalize("NFD", character)[0])
    return widths[base - 32] if 32 <= base < 127 else _OTHER
