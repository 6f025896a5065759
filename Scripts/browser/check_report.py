"""Opens a report in headless Chromium and checks it: check_report.py REPORT TITLE [PICTURES]

The report must load without errors and without requests, show its findings and every picture, sort tables by mouse and
keyboard, fit a phone, keep its contrast in light and dark mode, and print whole. Its explorer must answer to mouse, keyboard
and touch, and not be there without scripts. Screenshots are saved to the folder PICTURES.
"""

import base64
import io
import pathlib
import shutil
import sys

import pypdf
from explorer import Explorer
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


def check(holds, what):
    if not holds:
        sys.exit(f"test-report: {what}")


def browser():
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--force-color-profile=srgb"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    return webdriver.Chrome(options=options, service=service)


def luminance(colour):
    channels = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """As WCAG 2.1 defines it."""
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour(driver, selector, name):
    return driver.execute_script(
        "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", selector, name
    )


def cells(table, column):
    rows = table.find_elements(By.CSS_SELECTOR, "tbody tr")
    found = [row.find_elements(By.TAG_NAME, "td")[column] for row in rows]
    return [float(cell.get_attribute("data-key")) for cell in found if cell.get_attribute("data-key")]


def check_sorting(driver):
    sorted_tables = 0
    for table in driver.find_elements(By.CSS_SELECTOR, "#tables table"):
        fold = table.find_element(By.XPATH, "ancestor::details")
        if not fold.get_attribute("open"):
            fold.find_element(By.TAG_NAME, "summary").click()
        headings = table.find_elements(By.CSS_SELECTOR, "thead th")
        for column, heading in enumerate(headings):
            if "number" not in (heading.get_attribute("class") or "") or len(set(cells(table, column))) < 2:
                continue
            button = heading.find_element(By.TAG_NAME, "button")
            driver.execute_script("arguments[0].scrollIntoView({block: 'center', inline: 'center'})", button)
            button.click()
            values = cells(table, column)
            check(values == sorted(values), f"{heading.text}: a click does not sort")
            check(heading.get_attribute("aria-sort") == "ascending", f"{heading.text}: does not say how it is sorted")
            button.send_keys(Keys.ENTER)
            values = cells(table, column)
            check(values == sorted(values, reverse=True), f"{heading.text}: the Enter key does not sort backwards")
            sorted_tables += 1
            break
    check(sorted_tables > 3, f"only {sorted_tables} tables could be sorted")


def emulate(driver, media="", **features):
    named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": named})


def resize(driver, width):
    # Chromium's window has a least width; the page's own is set here.
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
    )


def is_shown(driver, selector):
    """Of each element whether there is anything of it on the page."""
    return driver.execute_script(
        "return Array.from(document.querySelectorAll(arguments[0]), e => e.checkVisibility() && e.getClientRects().length > 0)",
        selector,
    )


def check_moving(driver):
    """An animation gives way to its last frame where nothing may move."""
    check(is_shown(driver, "img.moving") == [True] and is_shown(driver, "img.still") == [False], "the animation does not move")
    for media, features in [("", {"prefers_reduced_motion": "reduce"}), ("print", {})]:
        emulate(driver, media, **features)
        check(is_shown(driver, "img.moving") == [False], f"the animation moves with {media} {features}")
        check(is_shown(driver, "img.still") == [True], f"no last frame with {media} {features}")
    emulate(driver)


def check_print(driver):
    """Printed, all tables are unfolded, figures are whole, and nothing is there that only a screen can use."""
    check(not all(is_shown(driver, "#tables tbody tr:last-child")), "all tables are unfolded from the beginning")
    pages = pypdf.PdfReader(io.BytesIO(base64.b64decode(driver.print_page()))).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    whole = " ".join(texts)
    for table in driver.find_elements(By.CSS_SELECTOR, "#tables details"):
        cells = table.find_elements(By.CSS_SELECTOR, "tbody tr:last-child td")
        last = max((cell.get_attribute("textContent") for cell in cells), key=len)
        check(last.strip() in whole, f"{table.get_attribute('id')} is not printed: no {last}")
    for control in ["What to draw", "Next change", "Values shown", "Horizontal axis"]:
        check(control not in whole, f"printed: {control}")
    check("Verdicts, " in whole, "the explorer's verdicts are not printed")
    figures = driver.find_elements(By.CSS_SELECTOR, "#figures figure")
    check(len(pages) > len(figures), f"{len(figures)} figures on {len(pages)} pages")
    emulate(driver, "print")
    # As wide as the text of a page in A4 with Chromium's margins, at 96 pixels to the inch.
    resize(driver, 718)
    for figure in figures:
        name, height = figure.get_attribute("id"), figure.rect["height"]
        check(height < 1040, f"{name} is {height:.0f} pixels high, more than a page")
        fits = driver.execute_script(
            "const i = [...arguments[0].querySelectorAll('img')].find(i => i.checkVisibility());"
            "return i.getBoundingClientRect().right <= innerWidth + 1 && i.getBoundingClientRect().width > 200", figure)
        check(fits, f"{name} is cut on paper")
    for selector in ["#explorer .rule", "#explorer .choices", "#explorer .values", "nav"]:
        check(not any(is_shown(driver, selector)), f"printed: {selector}")
    check(all(is_shown(driver, "#tables tbody tr")), "a table stays folded on paper")
    emulate(driver)
    return len(pages)


def check_without_scripts(driver, address):
    """The page as it is for readers whose browser runs no scripts."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    driver.get("about:blank")
    driver.get(address)
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    check(not driver.find_element(By.ID, "explorer").is_displayed(), "there is an explorer without scripts")
    check("Explorer" not in driver.find_element(By.TAG_NAME, "nav").text, "a link leads nowhere without scripts")
    check(driver.find_element(By.CSS_SELECTOR, "#figures img").is_displayed(), "no figures without scripts")
    fold = driver.find_element(By.CSS_SELECTOR, "#tables details:not([open])")
    fold.find_element(By.TAG_NAME, "summary").click()
    check(fold.find_element(By.TAG_NAME, "table").is_displayed(), "tables do not unfold without scripts")


def main(report, title, pictures=None):
    driver = browser()
    address = pathlib.Path(report).resolve().as_uri()
    try:
        driver.set_window_size(1200, 900)
        driver.get(address)
        check(driver.find_element(By.TAG_NAME, "h1").text == title, "the title is not that of the study")
        check(driver.find_elements(By.CSS_SELECTOR, "#findings li"), "there are no findings")
        images = driver.find_elements(By.TAG_NAME, "img")
        check(len(images) > 3, "there are hardly any figures")
        for image in images:
            name = image.get_attribute("alt")
            check(name, "a figure has no alternative text")
            check(driver.execute_script("return arguments[0].naturalWidth", image) > 100, f"not shown: {name}")
        explorer = Explorer(driver, report, check)
        explorer.check_data()
        explorer.check_mouse()
        explorer.check_keyboard()
        explorer.check_choices()
        check_moving(driver)
        pages = check_print(driver)
        resize(driver, 1200)
        check_sorting(driver)
        requests = driver.execute_script(
            "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('data:'))"
        )
        check(requests == [], f"it asks for {requests}")
        for scheme in ["light", "dark"]:
            emulate(driver, prefers_color_scheme=scheme)
            page = colour(driver, "html", "backgroundColor")
            check((luminance(page) < 0.2) == (scheme == "dark"), f"the page is not {scheme}")
            for selector in ["h1", "#findings li", "header .quiet", "nav a", "footer", "#explorer .status", "#explorer legend", "#explorer .note"]:
                ratio = contrast(colour(driver, selector, "color"), page)
                check(ratio >= 4.5, f"{selector}: contrast {ratio:.1f} when {scheme}")
            for width in [1200, 390]:
                resize(driver, width)
                explorer.settle()
                fits = driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
                check(fits, f"the page is wider than a screen of {width} pixels")
                if pictures:
                    driver.execute_script("scrollTo(0, 0)")
                    driver.save_screenshot(f"{pictures}/report-{scheme}-{width}.png")
                    driver.find_element(By.ID, "explorer").screenshot(f"{pictures}/explorer-{scheme}-{width}.png")
        explorer.check_names()
        explorer.check_narrow()
        explorer.check_touch()
        troubles = [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        check(troubles == [], f"the browser says {troubles}")
        check_without_scripts(driver, address)
        print(
            f"test-report: {len(images)} figures shown, tables sorted, light and dark, wide and narrow, explored by mouse, "
            f"keyboard and touch, printed on {pages} pages")
    finally:
        driver.quit()


main(*sys.argv[1:])
