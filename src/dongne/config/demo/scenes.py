"""What the drawn photos show: each scene as it was found, and as it was put in order."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageFilter

from .scenery import HEIGHT, PAVEMENT, ROAD, WIDTH, Colour, Street, street

Spot = tuple[float, float]
# Draws onto the street; answers the middle of what matters if one would step closer to it.
Scene = Callable[[Street, bool], Spot | None]
CLOSE = 0.66
BAGS: tuple[Colour, ...] = ((236, 236, 232), (250, 226, 120), (66, 66, 72), (128, 176, 214))
BOARDS: tuple[Colour, ...] = ((178, 140, 98), (158, 122, 84), (198, 164, 120))
PAPERS: tuple[Colour, ...] = (
    (250, 248, 236), (250, 236, 150), (240, 190, 190), (196, 224, 240),
)  # fmt: skip
CLOTHS: tuple[Colour, ...] = ((226, 76, 66), (58, 118, 190), (246, 206, 70), (64, 152, 98))


def draw(scene: str, *, tidy: bool, rng: Random, month: int) -> Image.Image:
    """The scene on a street of its own; the same state of `rng` gives the same street."""
    here = street(rng, month=month)
    focus = SCENES[scene](here, tidy)
    if focus is None:
        # Softened a little: no camera draws edges as sharp as a pen.
        return here.image.filter(ImageFilter.BoxBlur(0.6))
    width, height = WIDTH * CLOSE, HEIGHT * CLOSE
    left = min(max(focus[0] - width / 2, 0), WIDTH - width)
    top = min(max(focus[1] - height / 2, 0), HEIGHT - height)
    near = (left, top, left + width, top + height)
    return here.image.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR, box=near)


def manhole(here: Street, tidy: bool) -> Spot:
    x, y = here.rng.randint(380, 820), ROAD + 70
    if tidy:
        here.spot(x, y, 330, 118, (82, 84, 88))
    else:
        points = []
        for step in range(22):
            turn, reach = step / 22 * math.tau, here.rng.uniform(0.85, 1.35)
            points.append((x + 190 * reach * math.cos(turn), y + 66 * reach * math.sin(turn)))
        here.draw.polygon(points, fill=(122, 112, 98))
        for px, py in here.rng.sample(points, 12):
            here.spot(px, py, *here.rng.choice(((26, 12), (18, 9), (36, 15))), (74, 72, 70))
    here.spot(x, y, 270, 92, (56, 58, 60))
    here.spot(x, y, 246, 80, (92, 96, 98))
    for ring in (200, 150, 100, 50):
        here.draw.ellipse(
            (x - ring / 2, y - ring / 6, x + ring / 2, y + ring / 6), outline=(64, 66, 68), width=4
        )
    return x, y


def block(here: Street, tidy: bool) -> Spot:
    left, top = here.rng.randint(300, 640), PAVEMENT + 60
    for row in range(3):
        for column in range(4):
            x, y = left + column * 86 - row * 8, top + row * 42
            good = here.near((206, 176, 150) if tidy else (180, 172, 160), 8)
            if tidy or here.rng.random() < 0.45:
                here.box(x, y, 80, 37, good, 3)
                continue
            here.box(x, y, 80, 37, (92, 82, 70), 3)
            lift, cut = here.rng.randint(6, 26), here.rng.randint(24, 56)
            here.draw.polygon(
                ((x, y + lift), (x + cut, y - 8), (x + cut + 10, y + 26), (x + 8, y + 36)),
                fill=good,
            )
            here.draw.line((x + cut, y - 6, x + cut + 8, y + 28), fill=(70, 62, 54), width=3)
    return left + 170, top


def rubbish(here: Street, tidy: bool) -> Spot:
    x, foot = here.rng.randint(300, 760), PAVEMENT + 96
    _pole(here, x - 110)
    if tidy:
        here.box(x - 30, foot - 150, 150, 100, (250, 246, 232), 6)
        here.box(x - 30, foot - 150, 150, 26, (64, 140, 96), 6)
        for line in (-106, -88, -70):
            here.box(x - 12, foot + line, here.rng.randint(70, 110), 7, (120, 120, 116))
        here.box(x + 38, foot - 50, 12, 52, (120, 120, 122))
        return x + 60, foot - 60
    for _ in range(here.rng.randint(9, 14)):
        bag, size = here.near(here.rng.choice(BAGS)), here.rng.randint(64, 110)
        bx, by = x + here.rng.gauss(60, 90), foot - abs(here.rng.gauss(0, 34))
        here.spot(bx, by, size, size * 0.82, bag)
        here.draw.polygon(
            ((bx - 10, by - size * 0.34), (bx + 10, by - size * 0.34), (bx, by - size * 0.56)),
            fill=here.shade(bag, -26),
        )
    for _ in range(3):
        here.box(
            x + here.rng.randint(-60, 200), foot - here.rng.randint(10, 60), 96, 60,
            here.near(here.rng.choice(BOARDS)),
        )  # fmt: skip
    return x + 60, foot - 60


def banner(here: Street, tidy: bool) -> None:
    left, right, top = 250, 940, here.rng.randint(300, 350)
    _pole(here, left)
    _pole(here, right)
    if tidy:
        return
    cloth, sag = here.rng.choice(CLOTHS), here.rng.randint(8, 24)
    corners = ((left + 12, top), (right - 4, top + sag), (right - 4, top + sag + 128))
    here.draw.polygon((*corners, (left + 12, top + 124)), fill=cloth)
    for row, share in enumerate((0.82, 0.58)):
        y, x = top + 26 + row * 50, left + 60
        while x < left + (right - left) * share:
            word = here.rng.randint(34, 92)
            here.box(x, y + (x - left) * sag / (right - left), word, 30, (252, 250, 240), 6)
            x += word + 18


def bench(here: Street, tidy: bool) -> None:
    x, y = here.rng.randint(330, 600), PAVEMENT + 30
    here.tree(x - 90, PAVEMENT + 40, 240)
    wood: Colour = (172, 118, 70) if tidy else (146, 122, 98)
    for leg in (30, 330):
        here.box(x + leg, y + 40, 18, 84, (70, 74, 78))
        here.box(x + leg, y - 66, 14, 110, (70, 74, 78))
    for row in range(3):
        if not tidy and row == 1:
            here.draw.polygon(
                ((x, y - 34), (x + 150, y - 28), (x + 130, y - 4), (x, y - 10)), fill=wood
            )
            here.draw.polygon(
                ((x + 250, y - 6), (x + 380, y + 46), (x + 372, y + 66), (x + 240, y + 16)),
                fill=here.shade(wood, -14),
            )
            continue
        here.box(x, y - 64 + row * 32, 380, 22, here.near(wood, 6), 4)
    here.box(x - 6, y + 40, 392, 26, here.shade(wood, 12), 4)


def light(here: Street, tidy: bool) -> None:
    """A street lamp at dusk."""
    dusk = Image.new("RGB", here.image.size, (34, 40, 74))
    here.image.paste(Image.blend(here.image, dusk, 0.62))
    x = here.rng.randint(420, 780)
    if tidy:
        glow = Image.new("L", here.image.size, 0)
        Street(glow, type(here.draw)(glow), here.rng, here.season).draw.polygon(
            ((x + 80, 210), (x + 150, 210), (x + 430, 860), (x - 200, 860)), fill=150
        )
        warm = Image.new("RGB", here.image.size, (255, 226, 160))
        here.image.paste(warm, mask=glow.filter(ImageFilter.GaussianBlur(50)))
    here.box(x, 180, 16, PAVEMENT - 120, (52, 56, 62))
    here.box(x, 180, 130, 14, (52, 56, 62), 6)
    here.box(x + 74, 188, 84, 26, (255, 240, 190) if tidy else (88, 88, 92), 10)


def flyers(here: Street, tidy: bool) -> None:
    x = here.rng.randint(480, 660)
    here.box(x, 60, 120, PAVEMENT, here.near((150, 150, 148), 6), 4)
    here.box(x + 10, 60, 26, PAVEMENT, (172, 172, 170))
    for place in range(14):
        if tidy and place % 5:
            # What the glue leaves behind.
            here.spot(x + here.rng.randint(20, 100), 150 + place * 30, 26, 10, (166, 164, 158))
            continue
        if tidy:
            continue
        paper = here.rng.choice(
            ((250, 248, 236), (250, 236, 150), (240, 190, 190), (196, 224, 240))
        )
        px, py = x + here.rng.randint(-16, 40), 110 + place * 30
        here.box(px, py, 82, 104, paper, 2)
        here.box(px + 10, py + 12, 62, 22, here.rng.choice(CLOTHS), 2)
        for line in (46, 60, 74):
            here.box(px + 10, py + line, here.rng.randint(34, 60), 6, (130, 130, 130))


def drain(here: Street, tidy: bool) -> Spot:
    x, y = here.rng.randint(340, 640), ROAD + 30
    here.box(x, y, 330, 84, (60, 62, 64), 4)
    for bar in range(10):
        here.box(x + 14 + bar * 31, y + 10, 14, 64, (112, 116, 118) if tidy else (86, 86, 84), 3)
    if tidy:
        return x + 165, y
    for _ in range(170):
        leaf = here.rng.choice(((206, 150, 60), (176, 108, 52), (130, 92, 60), (226, 186, 90)))
        here.spot(
            x + here.rng.gauss(165, 130), y + here.rng.gauss(42, 30), here.rng.randint(16, 34), 14,
            here.near(leaf),
        )  # fmt: skip
    return x + 165, y


def tree(here: Street, tidy: bool) -> None:
    for x in (190, 560, 930):
        here.tree(x + here.rng.randint(-40, 40), PAVEMENT + 90, here.rng.randint(270, 330))
    if tidy:
        for x in range(80, WIDTH, 60):
            here.spot(x, PAVEMENT + 150, 46, 30, here.rng.choice(CLOTHS))


def shop(here: Street, tidy: bool) -> None:
    x, top, cloth = here.rng.randint(260, 420), PAVEMENT - 250, here.rng.choice(CLOTHS)
    here.box(x, top, 500, 250, (236, 228, 212))
    here.box(x, top - 66, 500, 62, cloth, 6)
    left = x + 40
    while left < x + 330:
        word = here.rng.randint(30, 60)
        here.box(left, top - 48, word, 28, (252, 250, 240), 6)
        left += word + 14
    for stripe in range(10):
        fill = cloth if stripe % 2 else (250, 248, 240)
        here.box(x + stripe * 50, top, 50, 54, fill, 8)
    here.box(x + 30, top + 74, 270, 140, (150, 180, 190), 4)
    here.box(x + 340, top + 74, 120, 176, (120, 92, 70), 4)
    for pot in range(3):
        here.box(x + 50 + pot * 90, PAVEMENT - 24, 46, 44, (178, 100, 70), 6)
        here.spot(x + 73 + pot * 90, PAVEMENT - 36, 64, 48, (110, 160, 90))


def house(here: Street, tidy: bool) -> None:
    x, top = here.rng.randint(300, 420), PAVEMENT - 280
    here.draw.polygon(((x - 40, top), (x + 250, top - 130), (x + 540, top)), fill=(96, 86, 88))
    here.box(x, top, 500, 290, (226, 210, 184))
    here.box(x + 60, top + 70, 150, 110, (146, 168, 178), 4)
    here.draw.line((x + 135, top + 70, x + 135, top + 180), fill=(240, 238, 230), width=6)
    here.box(x + 310, top + 90, 120, 200, (76, 104, 96), 4)
    here.spot(x + 412, top + 194, 12, 12, (226, 206, 150))
    here.box(x + 450, top + 120, 36, 50, (190, 60, 54), 4)
    for papers in range(0 if tidy else here.rng.randint(2, 5)):
        here.box(x + 440 + papers * 6, top + 100 - papers * 8, 40, 24, (246, 244, 236), 2)


def hall(here: Street, tidy: bool) -> None:
    x, top = 240, PAVEMENT - 260
    here.box(x, top, 720, 270, (232, 222, 204))
    here.box(x - 20, top - 26, 760, 34, (110, 124, 104), 4)
    here.box(x + 270, top + 18, 180, 46, (118, 86, 60), 4)
    for word in range(3):
        here.box(x + 292 + word * 48, top + 30, 34, 22, (240, 226, 190), 4)
    for window in (40, 160, 520, 630):
        here.box(x + window, top + 90, 84, 100, (150, 176, 186), 4)
    here.box(x + 300, top + 92, 120, 178, (96, 112, 122), 4)
    here.tree(x + 780, PAVEMENT + 30, 220)


def village_map(here: Street, tidy: bool) -> None:
    """A map of the neighbourhood drawn on a board."""
    x, y = 250, 170
    here.box(x, y, 700, 470, (250, 246, 232), 10)
    here.box(x + 20, y + 20, 660, 430, (232, 240, 220), 6)
    for _ in range(5):
        a, b = here.rng.randint(30, 430), here.rng.randint(30, 430)
        here.draw.line((x + 20, y + a, x + 680, y + b), fill=(255, 255, 255), width=16)
    for _ in range(4):
        a, b = here.rng.randint(60, 640), here.rng.randint(60, 640)
        here.draw.line((x + a, y + 20, x + b, y + 450), fill=(255, 255, 255), width=16)
    for _ in range(14):
        px, py = x + here.rng.randint(50, 640), y + here.rng.randint(50, 420)
        here.spot(px, py, 34, 34, here.rng.choice(CLOTHS))
        here.spot(px, py, 12, 12, (255, 255, 255))
    for foot in (60, 620):
        here.box(x + foot, y + 470, 20, 120, (120, 96, 72))


def plain(here: Street, tidy: bool) -> None:
    """The street itself, with a broom and bags after it was swept."""
    here.tree(here.rng.randint(150, 1050), PAVEMENT + 60, 260)
    if here.rng.random() < 0.7:
        x = here.rng.randint(300, 800)
        for bag in range(3):
            here.spot(x + bag * 80, PAVEMENT + 120, 86, 76, (92, 140, 186))
        here.draw.line(
            (x - 60, PAVEMENT - 90, x - 90, PAVEMENT + 130), fill=(150, 116, 76), width=9
        )
        here.box(x - 120, PAVEMENT + 120, 62, 34, (196, 166, 96), 4)


def _pole(here: Street, x: int) -> None:
    here.box(x, 40, 22, PAVEMENT + 60, here.near((136, 138, 138), 6), 4)
    here.box(x + 4, 40, 6, PAVEMENT + 60, (160, 162, 162))


SCENES: dict[str, Scene] = {
    "banner": banner,
    "bench": bench,
    "block": block,
    "drain": drain,
    "flyers": flyers,
    "hall": hall,
    "house": house,
    "light": light,
    "manhole": manhole,
    "map": village_map,
    "rubbish": rubbish,
    "shop": shop,
    "street": plain,
    "tree": tree,
}
