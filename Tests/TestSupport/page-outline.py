"""Takes HTML pages apart: their tags with their attributes' names, their texts, and whether their policies name their scripts.

Reads a list of pages from standard input, in JSON, and writes a list of objects to standard output.
"""

import base64
import hashlib
import html.parser
import json
import re
import sys


class Outline(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.texts, self.values = [], [], []
        self.scripts, self.styles, self.policy, self.inside = [], [], "", None

    def handle_starttag(self, tag, attributes):
        self.tags.append(" ".join([tag] + [name for name, _ in attributes]))
        self.values += [value for _, value in attributes if value is not None]
        values = dict(attributes)
        # Scripts of another type are data, which browsers do not run.
        self.inside = tag if tag == "style" or tag == "script" and "type" not in values else self.inside
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]

    def handle_endtag(self, tag):
        self.tags.append("/" + tag)
        self.inside = None

    def handle_comment(self, text):
        self.tags.append("comment")

    def handle_data(self, text):
        if self.inside == "script":
            self.scripts.append(text)
        elif self.inside == "style":
            self.styles.append(text)
        else:
            self.texts.append(text)


def is_named(policy, rule, contents):
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in contents]
    named = "".join(f" 'sha256-{digest}'" for digest in digests)
    return re.search(rf"{rule}{re.escape(named)}(;|$)", policy) is not None


def outlined(page):
    outline = Outline()
    outline.feed(page)
    outline.close()
    return {
        "tags": outline.tags, "texts": outline.texts, "values": outline.values, "policy": outline.policy,
        "policyNamesScript": is_named(outline.policy, "script-src", outline.scripts),
        "policyNamesStyle": is_named(outline.policy, "style-src", outline.styles),
    }


json.dump([outlined(page) for page in json.load(sys.stdin.buffer)], sys.stdout)
