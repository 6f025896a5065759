"""Fails if words of a page overlap, leave it, or are too small: overlapping_words.py PAGE.html NAME WIDTH, where the page is
what pdftotext -bbox writes and WIDTH a length in centimetres such as 8.4cm."""

import html
import re
import sys

LEAST_SIZE = 6.0
# What a box of a word has above and below its letters, as a part of its height, and what may touch, in points.
LEADING, SLACK = 0.22, 0.6


def main(path, name, width):
    text = open(path, encoding="utf-8").read()
    page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', text)
    page_width, page_height = float(page[1]), float(page[2])
    problems = []
    if abs(page_width - float(width.removesuffix("cm")) / 2.54 * 72) > 1:
        problems.append(f"the page is {page_width} points wide")
    boxes = []
    for left, top, right, bottom, word in re.findall(
            r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', text):
        left, top, right, bottom = float(left), float(top), float(right), float(bottom)
        # A word that is turned by 90° is higher than wide; of one or two letters that cannot be told.
        is_short = len(html.unescape(word)) <= 2
        is_turned = bottom - top > right - left and not is_short
        height = max(bottom - top, right - left) if is_short else right - left if is_turned else bottom - top
        if is_turned:
            left, right = left + LEADING * (right - left), right - LEADING * (right - left)
        else:
            top, bottom = top + LEADING * (bottom - top), bottom - LEADING * (bottom - top)
        if left < -SLACK or top < -SLACK or right > page_width + SLACK or bottom > page_height + SLACK:
            problems.append(f"{word} leaves the page")
        # The box of a line of DejaVu Sans is 1.164 times as high as its letters are large.
        if height / 1.164 < LEAST_SIZE - 0.05:
            problems.append(f"{word} is {height / 1.164:.2f} points")
        boxes.append((left, top, right, bottom, word))
    for index, one in enumerate(boxes):
        for other in boxes[index + 1:]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across > SLACK and down > SLACK:
                problems.append(f"{one[4]} lies on {other[4]}")
    if problems:
        sys.exit(f"test-figures: {name}: " + "; ".join(problems[:10]))


main(*sys.argv[1:])
