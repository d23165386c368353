"""Small files: a screenshot becomes a palette PNG of at most 256 colours.

The browser that took the picture counts its colours; Python writes the file.
"""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

_COUNT = """async png => {
    const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const words = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    const counts = new Map();
    for (const word of words) counts.set(word, (counts.get(word) || 0) + 1);
    const parts = word => [word & 255, (word >> 8) & 255, (word >> 16) & 255];
    const apart = ([r, g, b], [cr, cg, cb]) => 2 * (r - cr) ** 2 + 4 * (g - cg) ** 2 + 3 * (b - cb) ** 2;
    const common = [...counts.entries()].sort((a, b) => b[1] - a[1]).slice(0, 6000);
    const palette = common.slice(0, 96).map(entry => entry[0]);
    const colours = palette.map(parts);
    const rest = common.slice(96).map(([word, count]) => {
        const colour = parts(word);
        return {word, colour, weight: Math.sqrt(count), far: Math.min(...colours.map(known => apart(colour, known)))};
    });
    while (palette.length < 256 && rest.length) {
        let best = rest[0];
        for (const one of rest) if (one.far * one.weight > best.far * best.weight) best = one;
        if (!best.far) break;
        palette.push(best.word);
        colours.push(best.colour);
        for (const one of rest) one.far = Math.min(one.far, apart(one.colour, best.colour));
    }
    const places = new Map(palette.map((word, place) => [word, place]));
    const nearest = word => {
        const colour = parts(word);
        let best = 0, least = Infinity;
        colours.forEach((known, place) => {
            const far = apart(colour, known);
            if (far < least) { least = far; best = place; }
        });
        return best;
    };
    const pixels = new Uint8Array(words.length);
    words.forEach((word, at) => {
        let place = places.get(word);
        if (place === undefined) { place = nearest(word); places.set(word, place); }
        pixels[at] = place;
    });
    let text = '';
    for (let at = 0; at < pixels.length; at += 32768) {
        text += String.fromCharCode(...pixels.subarray(at, at + 32768));
    }
    return {width: image.width, height: image.height, colours, pixels: btoa(text)};
}"""


class Press:
    """A blank page of its own beside the pages that are photographed."""

    def __init__(self, context: BrowserContext) -> None:
        self._page = context.new_page()

    def print(self, png: bytes, file: Path) -> None:
        """Writes the picture as a palette PNG."""
        counted = self._page.evaluate(_COUNT, base64.b64encode(png).decode())
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_palette_png(counted))


def _palette_png(counted: dict[str, Any]) -> bytes:
    width, height = counted["width"], counted["height"]
    pixels = base64.b64decode(counted["pixels"])
    rows = b"".join(b"\0" + pixels[row * width : (row + 1) * width] for row in range(height))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(part for colour in counted["colours"] for part in colour)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
