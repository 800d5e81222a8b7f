"""The street that every drawn photo shows: sky, houses, wall, pavement, road."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 900
# Where the wall meets the pavement and the pavement the road.
PAVEMENT, ROAD = 560, 760

Colour = tuple[int, int, int]
HOUSES: tuple[Colour, ...] = (
    (166, 96, 78), (186, 121, 92), (203, 178, 150), (214, 205, 190), (150, 132, 118),
    (190, 196, 196), (222, 196, 160),
)  # fmt: skip
DOORS: tuple[Colour, ...] = ((66, 104, 92), (84, 92, 120), (120, 70, 58), (92, 96, 100))
SKIES: tuple[tuple[Colour, Colour], ...] = (
    ((150, 190, 222), (226, 236, 240)),
    ((176, 198, 214), (236, 236, 230)),
    ((132, 174, 214), (214, 230, 240)),
    ((200, 206, 212), (232, 232, 230)),
)
GLASS: Colour = (120, 142, 156)
LEAVES = {
    "spring": ((150, 190, 96), (236, 190, 204)),
    "summer": ((78, 138, 72), (104, 160, 84)),
    "autumn": ((222, 170, 64), (196, 108, 56)),
    "winter": ((150, 138, 122), (170, 160, 146)),
}


@dataclass(slots=True)
class Street:
    """A sheet with the street on it, and what is needed to draw on."""

    image: Image.Image
    draw: ImageDraw.ImageDraw
    rng: Random
    season: str

    def shade(self, colour: Colour, by: int) -> Colour:
        red, green, blue = (max(0, min(255, part + by)) for part in colour)
        return red, green, blue

    def near(self, colour: Colour, by: int = 10) -> Colour:
        """The colour, a little different each time."""
        return self.shade(colour, self.rng.randint(-by, by))

    def box(self, x: float, y: float, w: float, h: float, fill: Colour, radius: int = 0) -> None:
        self.draw.rounded_rectangle((x, y, x + w, y + h), radius, fill=fill)

    def spot(self, x: float, y: float, w: float, h: float, fill: Colour) -> None:
        """An ellipse around its middle."""
        self.draw.ellipse((x - w / 2, y - h / 2, x + w / 2, y + h / 2), fill=fill)

    def tree(self, x: float, foot: float, size: float) -> None:
        self.box(x - size * 0.06, foot - size, size * 0.12, size, self.near((104, 82, 64)))
        if self.season == "winter":
            for side in (-1, 1, -0.6, 0.5):
                end = (x + side * size * 0.4, foot - size * self.rng.uniform(1.1, 1.5))
                start = (x, foot - size * 0.85)
                self.draw.line((start, end), fill=(110, 90, 72), width=int(size * 0.05))
            return
        for _ in range(26):
            leaf = self.near(self.rng.choice(LEAVES[self.season]), 14)
            self.spot(
                x + self.rng.gauss(0, size * 0.26),
                foot - size * 1.2 + self.rng.gauss(0, size * 0.22),
                size * 0.36,
                size * 0.32,
                leaf,
            )


def season_of(month: int) -> str:
    return ("winter", "spring", "summer", "autumn")[month % 12 // 3]


def street(rng: Random, *, month: int) -> Street:
    image = Image.new("RGB", (WIDTH, HEIGHT))
    here = Street(image, ImageDraw.Draw(image), rng, season_of(month))
    _sky(here)
    x = -rng.randint(0, 120)
    while x < WIDTH:
        width = rng.randint(230, 380)
        _house(here, x, width)
        x += width + rng.choice((0, 6, 40))
    if rng.random() < 0.6:
        here.tree(rng.randint(80, WIDTH - 80), PAVEMENT + 20, rng.randint(180, 260))
    _ground(here)
    return here


def _sky(here: Street) -> None:
    top, low = here.rng.choice(SKIES)
    for y in range(0, PAVEMENT, 4):
        share = y / PAVEMENT
        colour = tuple(int(a + (b - a) * share) for a, b in zip(top, low, strict=True))
        here.draw.rectangle((0, y, WIDTH, y + 4), fill=colour)


def _house(here: Street, x: int, width: int) -> None:
    rng = here.rng
    storeys = rng.randint(2, 4)
    storey = 112
    top = PAVEMENT - storeys * storey - rng.randint(0, 30)
    front = here.near(rng.choice(HOUSES))
    here.box(x, top, width, PAVEMENT - top, front)
    here.box(x - 8, top - 14, width + 16, 18, here.shade(front, -34))
    brick = here.shade(front, -10)
    for y in range(top + 14, PAVEMENT, 14):
        here.draw.line((x, y, x + width, y), fill=brick, width=1)
    columns = max(2, width // 110)
    gap = width / columns
    for row in range(storeys - 1):
        for column in range(columns):
            left, high = x + column * gap + gap * 0.22, top + 26 + row * storey
            here.box(left - 5, high - 5, gap * 0.56 + 10, 66, here.shade(front, 32), 3)
            here.box(left, high, gap * 0.56, 56, here.near(GLASS, 16), 2)
            middle = left + gap * 0.28
            here.draw.line((middle, high, middle, high + 56), fill=(226, 226, 222), width=4)
    door = x + gap * rng.randrange(columns) + gap * 0.25
    here.box(door, PAVEMENT - 96, gap * 0.5, 96, rng.choice(DOORS), 3)
    here.spot(door + gap * 0.42, PAVEMENT - 46, 8, 8, (220, 204, 150))


def _ground(here: Street) -> None:
    draw, rng = here.draw, here.rng
    stone = here.near((186, 180, 170), 8)
    here.box(0, PAVEMENT, WIDTH, ROAD - PAVEMENT, stone)
    line = here.shade(stone, -18)
    for row, y in enumerate(range(PAVEMENT, ROAD, 40)):
        draw.line((0, y, WIDTH, y), fill=line, width=2)
        for x in range(-600 + (row % 2) * 50, WIDTH + 600, 100):
            # Joints lean outwards, as they do in a photo.
            lean = (x - WIDTH / 2) * 0.06
            draw.line((x + lean * row, y, x + lean * (row + 1), y + 40), fill=line, width=2)
    here.box(0, ROAD - 14, WIDTH, 20, here.shade(stone, 22))
    here.box(0, ROAD + 6, WIDTH, HEIGHT - ROAD, here.near((98, 100, 104), 6))
    for _ in range(700):
        x, y = rng.randrange(WIDTH), rng.randrange(ROAD + 8, HEIGHT)
        draw.point((x, y), fill=here.shade((98, 100, 104), rng.randint(-20, 24)))
    if rng.random() < 0.5:
        for x in range(rng.randint(-160, 0), WIDTH, 320):
            draw.polygon(
                ((x, 842), (x + 170, 842), (x + 160, 858), (x - 10, 858)), fill=(226, 222, 206)
            )
