"""Opens a report in headless Chromium and checks it: check_report.py REPORT TITLE [PICTURES]

The report must load without errors and without requests, show its findings and every picture, sort tables by mouse and
keyboard, fit a phone, keep its contrast in light and dark mode, and print. Screenshots are saved to the folder PICTURES.
"""

import base64
import pathlib
import shutil
import sys

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
    for table in driver.find_elements(By.TAG_NAME, "table"):
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


def main(report, title, pictures=None):
    driver = browser()
    try:
        driver.set_window_size(1200, 900)
        driver.get(pathlib.Path(report).resolve().as_uri())
        check(driver.find_element(By.TAG_NAME, "h1").text == title, "the title is not that of the study")
        check(driver.find_elements(By.CSS_SELECTOR, "#findings li"), "there are no findings")
        images = driver.find_elements(By.TAG_NAME, "img")
        check(len(images) > 3, "there are hardly any figures")
        for image in images:
            name = image.get_attribute("alt")
            check(name, "a figure has no alternative text")
            check(driver.execute_script("return arguments[0].naturalWidth", image) > 100, f"not shown: {name}")
        check_sorting(driver)
        requests = driver.execute_script(
            "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('data:'))"
        )
        check(requests == [], f"it asks for {requests}")
        for scheme in ["light", "dark"]:
            driver.execute_cdp_cmd(
                "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
            )
            page = colour(driver, "html", "backgroundColor")
            check((luminance(page) < 0.2) == (scheme == "dark"), f"the page is not {scheme}")
            for selector in ["h1", "#findings li", "header .quiet", "nav a", "footer"]:
                ratio = contrast(colour(driver, selector, "color"), page)
                check(ratio >= 4.5, f"{selector}: contrast {ratio:.1f} when {scheme}")
            for width in [1200, 390]:
                # Chromium's window has a least width; the page's own is set here.
                driver.execute_cdp_cmd(
                    "Emulation.setDeviceMetricsOverride",
                    {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500},
                )
                fits = driver.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
                check(fits, f"the page is wider than a screen of {width} pixels")
                if pictures:
                    driver.execute_script("scrollTo(0, 0)")
                    driver.save_screenshot(f"{pictures}/report-{scheme}-{width}.png")
        pdf = base64.b64decode(driver.print_page())
        check(pdf.startswith(b"%PDF") and len(pdf) > 20_000, "it does not print")
        troubles = [entry["message"] for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        check(troubles == [], f"the browser says {troubles}")
        print(f"test-report: {len(images)} figures shown, tables sorted, light and dark, wide and narrow, printed")
    finally:
        driver.quit()


main(*sys.argv[1:])
