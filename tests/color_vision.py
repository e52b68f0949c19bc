"""How far apart colours look, with normal sight and with each kind of colour blindness, and their contrast."""

import itertools
import re

import numpy as np

# Machado, Oliveira & Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def as_hex(color):
    """'#rrggbb' of a colour in that form or as 'rgb(r, g, b)'; ValueError for any other: nothing is passed over."""
    if re.fullmatch("#[0-9a-f]{6}", color):
        return color
    parts = re.fullmatch(r"rgb\((\d+), ?(\d+), ?(\d+)\)", color)
    if not parts:
        raise ValueError(f"a colour in a form that the tests cannot read: {color}")
    return "#" + "".join(f"{int(part):02x}" for part in parts.groups())


def linear(color):
    parts = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """Contrast ratio of WCAG 2."""
    dark, light = sorted(float(linear(color) @ [0.2126, 0.7152, 0.0722]) for color in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    xyz = rgb @ np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]).T
    xyz = xyz / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(color, sight):
    """The colour in CIE Lab as this kind of sight sees it: lightness, two axes of hue."""
    return lab(np.clip(SIGHT[sight] @ linear(color), 0, 1))


def smallest_difference(colors, sight):
    """The smallest distance in CIE Lab between two of the colours as this kind of sight sees them."""
    pairs = itertools.combinations([seen(color, sight) for color in colors], 2)
    return min(np.linalg.norm(one - other) for one, other in pairs)


def goes_one_way(values):
    steps = np.diff(values)
    return bool(np.all(steps > 0) or np.all(steps < 0))


def shows_order(scale, sight):
    """Whether a colour scale, as plotly stores it, tells more from less: by its lightness.

    On a diverging one the lightness turns in the middle, and the two ends are told apart by their hue.
    """
    places, colors = zip(*scale, strict=True)
    lightness = [seen(as_hex(color), sight)[0] for color in colors]
    if goes_one_way(lightness):
        return True
    if 0.5 not in places:
        return False
    middle, ends = places.index(0.5), [as_hex(colors[0]), as_hex(colors[-1])]
    halves = lightness[: middle + 1], lightness[middle:]
    return all(map(goes_one_way, halves)) and bool(smallest_difference(ends, sight) >= 20)
