"""Checks the explorer of an open report by real mouse, keyboard and touch events."""

import csv
import json
import pathlib
import time

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

# Those of the chart, without those of the epochs below it.
POINTS = "#explorer > .chart-box circle[tabindex]"


class Explorer:
    def __init__(self, driver, report, check):
        self.driver, self.report, self.check = driver, pathlib.Path(report).resolve(), check
        self.data = json.loads(self.run("return document.getElementById('explorer-data').textContent"))

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def settle(self):
        """Until what was asked for is drawn, and the address is written."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 400)))")

    def show(self, element):
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        time.sleep(0.05)

    @property
    def slider(self):
        return self.find("#explorer input[type=range]")

    @property
    def step(self):
        return int(self.slider.get_attribute("value"))

    def picture(self):
        """What the chart draws."""
        return self.run(
            "return Array.from(document.querySelector('#explorer .chart').querySelectorAll('path, line, text, circle[tabindex]'),"
            "e => [e.textContent, e.getAttribute('d'), e.getAttribute('cx'), e.getAttribute('cy'), e.getAttribute('fill')].join()).join(';')")

    def verdicts(self):
        return [button.text for button in self.driver.find_elements(By.CSS_SELECTOR, "#explorer .verdicts button")]

    def tip(self):
        tip = self.find("#explorer .tip")
        return tip.text if tip.is_displayed() else None

    def place(self, selector, index=0, block="center"):
        """The middle of an element in the window, at an edge of which it may stand."""
        elements = self.driver.find_elements(By.CSS_SELECTOR, selector)
        self.run("arguments[0].scrollIntoView({block: arguments[1]})", elements[index], block)
        self.settle()
        return self.run(
            "const b = arguments[0].getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]",
            self.driver.find_elements(By.CSS_SELECTOR, selector)[index])

    def mouse(self, x, y, clicks=True):
        for kind in ["mouseMoved"] + (["mousePressed", "mouseReleased"] if clicks else []):
            button = {} if kind == "mouseMoved" else {"button": "left", "clickCount": 1}
            self.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **button})
        self.settle()

    def tap(self, x, y):
        self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        self.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        self.settle()

    def choose(self, label, value):
        """By its label, as a reader finds it."""
        select = self.find_labelled(label)
        Select(select).select_by_visible_text(value)
        self.settle()

    def find_labelled(self, label):
        return self.driver.find_element(
            By.XPATH, f"//section[@id='explorer']//label[span[text()='{label}']]/select")

    # What is checked.

    def check_data(self):
        """At the study's own thresholds, means are those of the tables."""
        data, compared = self.data, 0
        test = [quantity["key"] for quantity in data["quantities"]].index("test_accuracy")
        with open(self.report.parent / "tables" / "curves.tsv") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                family = next(one for one in data["families"] if one["key"] == row["rule"])
                step = next(
                    one for one in family["steps"]
                    if not row["threshold"] or one.get("threshold") == float(row["threshold"]))
                self.check(step["isOwn"], f"{step['name']} is not marked as the study's own")
                for line, shown in zip(data["lines"], data["readings"][step["reading"]]["points"]):
                    setting = data["settings"][line["setting"]]
                    if data["models"][line["model"]]["name"] != row["model"] or row["learning_rate"] not in setting.split():
                        continue
                    point = shown[data["sizes"].index(int(row["size"]))]
                    for ours, theirs in zip(point[4 + test], ["test_accuracy", "test_accuracy_low", "test_accuracy_high"]):
                        self.check(abs(ours - 100 * float(row[theirs])) < 0.01, f"{theirs} of {row['model']} differs from curves.tsv")
                    compared += 1
        self.check(compared > 20, f"only {compared} points were found in curves.tsv")

    def check_names(self):
        controls = self.driver.find_elements(By.CSS_SELECTOR, "#explorer :is(input, select, button, circle, table, svg[role])")
        for control in controls:
            if control.tag_name != "table" and control.is_displayed():
                self.check(control.accessible_name, f"no name: {control.get_attribute('outerHTML')[:120]}")

    def check_mouse(self):
        self.show(self.slider)
        before = self.picture(), self.verdicts(), self.step
        box = self.slider.rect
        top = self.run("return arguments[0].getBoundingClientRect().top", self.slider)
        self.mouse(box["x"] + box["width"] * 0.8, top + box["height"] / 2)
        after = self.picture(), self.verdicts(), self.step
        self.check(after[2] > before[2] + 5, "a click on the slider does not move it")
        self.check(after[0] != before[0], "the chart does not follow the slider")
        self.check(after[1] != before[1], "the verdicts do not follow the slider")
        threshold = self.find("#explorer .threshold").text
        step = self.data["families"][0]["steps"][after[2]]
        expected = step["name"] + ("" if step["isOwn"] else " (not in the study)")
        self.check(threshold == expected, f"the threshold is {threshold}, not {expected}")
        self.check("threshold=" in self.driver.current_url, "the address does not have the threshold")
        self.mouse(*self.place("#explorer .strip rect", 3))
        self.check(self.step == 3, "a click on the strip does not move the threshold")
        self.mouse(*self.place(POINTS, -1), clicks=False)
        self.check("test accuracy" in (self.tip() or ""), f"the mouse over a point shows {self.tip()}")
        self.check("runs: " in self.tip() and "[" in self.tip(), f"no interval or counts: {self.tip()}")
        self.mouse(*self.place(POINTS, -1))
        detail = self.find("#explorer .detail")
        self.check(detail.is_displayed() and "Epochs of" in detail.text, "a click on a point does not show its epochs")
        self.check(self.run("return document.querySelectorAll('#explorer .detail .mark').length") == 1, "the stop is not marked")
        marked = self.run("return document.querySelector('#explorer .detail .mark').getAttribute('x1')")
        self.show(self.slider)
        ActionChains(self.driver).click(self.slider).send_keys(Keys.END).perform()
        self.settle()
        moved = self.run("return document.querySelector('#explorer .detail .mark').getAttribute('x1')")
        self.check(marked != moved, "the stop does not move with the threshold")
        close = self.find("#explorer .close")
        self.show(close)
        close.click()
        self.settle()
        self.check(not detail.is_displayed(), "the epochs do not close")
        cell = self.driver.find_elements(By.CSS_SELECTOR, "#explorer .verdicts button")[0]
        self.show(cell)
        cell.click()
        self.settle()
        self.check(cell.get_attribute("aria-pressed") == "true", "a click on a verdict does not choose it")

    def check_keyboard(self):
        self.show(self.slider)
        self.run("arguments[0].focus()", self.slider)
        keys = lambda *pressed: (ActionChains(self.driver).send_keys(*pressed).perform(), self.settle())
        keys(Keys.HOME)
        self.check(self.step == 0, "the Home key does not lead to the first threshold")
        keys(Keys.ARROW_RIGHT)
        self.check(self.step == 1, "an arrow key does not move the slider")
        keys(Keys.END)
        step = self.data["families"][0]["steps"][-1]
        cells = [cell for cell in self.data["readings"][step["reading"]]["comparisons"][0] if cell]
        tally = [sum(cell[0] == verdict for cell in cells) for verdict in [1, -1, 0]]
        status = self.find("#explorer [role=status]").text
        said = [int(word) for word in status.replace(",", "").replace(".", "").split() if word.isdigit()]
        self.check(said == tally + [len(cells)], f"the live region says {status}, not {tally}")
        self.check(self.slider.get_attribute("aria-valuetext").startswith("|ΔL| < "), "the slider does not say the rule")
        for _ in range(30):
            keys(Keys.TAB)
            if self.run("return document.activeElement.tagName") == "circle":
                break
        label = lambda: self.run("return document.activeElement.getAttribute('aria-label')")
        first = label()
        self.check(first and "test accuracy" in first, f"the Tab key does not lead to a point, but to {first}")
        self.check(self.tip(), "a point with the focus does not show its values")
        keys(Keys.HOME)
        first = label()
        keys(Keys.ARROW_RIGHT)
        self.check(label() not in (None, first), "an arrow key does not lead to the next point")
        keys(Keys.ENTER)
        self.check(self.find("#explorer .detail").is_displayed(), "the Enter key does not show the epochs")
        keys(Keys.ESCAPE)
        self.check(self.tip() is None, "the Escape key does not hide the values")
        self.run("document.querySelector('#explorer .close').click()")
        table = self.find("#explorer .values summary")
        self.run("arguments[0].focus()", table)
        keys(Keys.ENTER)
        rows = self.driver.find_elements(By.CSS_SELECTOR, "#explorer .values tbody tr")
        points = self.driver.find_elements(By.CSS_SELECTOR, POINTS)
        self.check(len(rows) == len(points) > 0, f"{len(rows)} rows of values for {len(points)} points")
        keys(Keys.ENTER)

    def check_choices(self):
        """Every axis with every quantity draws something, and the address brings each view back."""
        choices = self.find("#explorer .choices")
        if not choices.get_attribute("open"):
            self.run("arguments[0].open = true", choices)
        axes = [option.text for option in Select(self.find_labelled("Horizontal axis")).options]
        self.check(axes == ["training-set size", "threshold", "epoch", "updates", "specification"], f"axes: {axes}")
        seen = set()
        for axis in axes:
            self.choose("Horizontal axis", axis)
            select = self.find_labelled("Show")
            for view in [option.text for option in Select(select).options] if select.is_displayed() else [None]:
                if view:
                    self.choose("Show", view)
                count = len(self.driver.find_elements(By.CSS_SELECTOR, POINTS))
                self.check(count > 3, f"nothing is drawn of {view} by {axis}")
                seen.add(self.picture())
                self.check(self.run("return document.querySelector('#explorer .chart').textContent.includes('NaN')") is False, f"NaN in {view} by {axis}")
        self.check(len(seen) > 15, f"only {len(seen)} different views")
        self.mouse(*self.place(POINTS, 2), clicks=False)
        self.check("learning rate: " in (self.tip() or "") and "stopping: " in self.tip(), f"a specification says {self.tip()}")
        self.choose("Horizontal axis", "threshold")
        self.choose("Show", "gap (train accuracy − test accuracy)")
        state = self.picture(), self.verdicts()
        address = self.driver.current_url
        self.driver.get("about:blank")
        self.driver.get(address)
        self.settle()
        self.check((self.picture(), self.verdicts()) == state, "the address does not bring the view back")
        self.choose("Horizontal axis", "training-set size")
        self.choose("Show", "accuracy")

    def check_narrow(self):
        """On a narrow screen letters are whole, what is wider shows that it is, and colour alone tells no model from another."""
        for view in [option.text for option in Select(self.find_labelled("Show")).options]:
            self.choose("Show", view)
            outside = self.run(
                "const s = document.querySelector('#explorer .chart').getBoundingClientRect();"
                "return Array.from(document.querySelectorAll('#explorer .chart text.axis')).filter(t => { const b = t.getBoundingClientRect();"
                "return b.left < s.left - 1 || b.top < s.top - 1 || b.bottom > s.bottom + 1 || b.right > s.right + 1 }).map(t => t.textContent)")
            self.check(outside == [], f"cut: {outside}")
        self.choose("Show", "accuracy")
        goes_on, told, fades = self.run(
            "const b = document.querySelector('#explorer .verdict-box .wide');"
            "return [b.scrollWidth > b.clientWidth + 1, document.querySelector('#explorer .further').checkVisibility(), b.classList.contains('goes-on')]")
        self.check(goes_on == told == fades, f"the table of verdicts goes on: {goes_on}; it says so: {told}, and fades: {fades}")
        shapes = [model["shape"] for model in self.data["models"]]
        self.check(len(set(shapes)) > 1, f"all models have the shape {shapes[0]}")
        legend = self.run("return Array.from(document.querySelectorAll('#explorer > .chart-box .legend .shape'), e => e.dataset.shape)")
        self.check(legend == shapes, f"the key has {legend}, the models {shapes}")
        drawn = self.run("return Array.from(document.querySelectorAll('#explorer > .chart-box svg.chart .shape'), e => e.dataset.shape)")
        self.check(set(drawn) | {"circle"} == set(shapes) | {"circle"}, f"the chart has {set(drawn)}")

    def check_touch(self):
        """On a narrow screen that is touched."""
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
        self.tap(*self.place("#explorer .strip rect", 5))
        self.check(self.step == 5, "a tap on the strip does not move the threshold")
        box = self.run("const s = document.querySelector('#explorer input[type=range]'); s.scrollIntoView({block: 'center'});"
                       "const b = s.getBoundingClientRect(); return [b.left + b.width * 0.9, b.top + b.height / 2]")
        self.tap(*box)
        self.check(self.step > 10, "a tap on the slider does not move it")
        for index, edge in [(0, "start"), (-1, "end")]:
            self.tap(*self.place(POINTS, index, edge))
            self.check(self.tip(), "a tap on a point does not show its values")
            inside = self.run(
                "const b = document.querySelector('#explorer .tip').getBoundingClientRect();"
                "return b.left >= 0 && b.top >= 0 && b.right <= innerWidth && b.bottom <= innerHeight")
            self.check(inside, "the values are not within the screen")
        self.check(self.find("#explorer .detail").is_displayed(), "a tap on a point does not show its epochs")
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
