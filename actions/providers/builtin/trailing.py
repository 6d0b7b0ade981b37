"""Where an image file really ends: what hangs behind it may be a second file, read by another program."""

JPEG_END, JPEG_SCAN = 0xD9, 0xDA
JPEG_ALONE = frozenset({0x01, 0xD8, *range(0xD0, 0xD8)})  # markers without a length


def ends_where_it_should(image_format: str, data: bytes, pictures: int = 1) -> bool:
    """`pictures`: how many a JPEG itself announces; phones keep the brightness of the lamps in a second one (MPO)."""
    ends = {"JPEG": _jpeg_end, "MPO": _jpeg_end, "PNG": _png_end, "WEBP": _webp_end}
    place = 0
    for _ in range(pictures):
        end = ends[image_format](data[place:])
        if end < 0:
            return False
        place += end
    return place == len(data)


def _jpeg_end(data: bytes) -> int:
    if not data.startswith(b"\xff\xd8"):
        return -1
    place = 2
    while place + 1 < len(data):
        if data[place] != 0xFF:
            return -1
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
        elif marker == JPEG_END:
            return place + 2
        elif marker in JPEG_ALONE:
            place += 2
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
            if marker == JPEG_SCAN:
                place = _after_scan(data, place)
    return -1


def _after_scan(data: bytes, place: int) -> int:
    """Pass over compressed data, in which FF stands only before 00 or a restart marker."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] != 0 and data[place + 1] not in range(0xD0, 0xD8):
            return place
        place += 2
    return len(data)


def _png_end(data: bytes) -> int:
    place = 8
    while place + 12 <= len(data):
        length, name = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        place += 12 + length
        if name == b"IEND":
            return place
    return -1


def _webp_end(data: bytes) -> int:
    size = int.from_bytes(data[4:8], "little")
    return 8 + size + size % 2
