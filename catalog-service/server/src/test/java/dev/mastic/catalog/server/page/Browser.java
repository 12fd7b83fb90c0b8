// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A Chromium without a window that is used by its keyboard alone. */
final class Browser implements AutoCloseable {
    private static final int MOST_TABS = 200;
    private static final String INSTALL =
            " is missing: install it, such as by apt-get install --no-install-recommends chromium chromium-driver";
    private final ChromeDriver driver;

    Browser() {
        var options = new ChromeOptions();
        options.setBinary(found("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"));
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(found("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver")))
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        System.out.println("Chromium " + driver.getCapabilities().getBrowserVersion());
    }

    /** It fails, and does not skip, where there is no browser. */
    private static String found(String... places) {
        return Stream.of(places)
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(places[0] + INSTALL));
    }

    /** As wide as a desk's or a phone's screen, light or dark. */
    void screen(int width, int height, String scheme) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void open(String address) {
        driver.get(address);
    }

    String title() {
        return driver.getTitle();
    }

    /** What is seen of the content. */
    String text() {
        return driver.findElement(By.tagName("main")).getText();
    }

    /** Presses Tab until what has the focus is wanted; each stop on the way must be seen to have it. */
    WebElement tabTo(Predicate<WebElement> wanted) {
        for (int i = 0; i < MOST_TABS; i++) {
            press(Keys.TAB);
            var focused = driver.switchTo().activeElement();
            requireVisibleFocus(focused);
            if (wanted.test(focused)) {
                return focused;
            }
        }
        throw new AssertionError("not reached by " + MOST_TABS + " tabs at " + driver.getCurrentUrl());
    }

    private void requireVisibleFocus(WebElement focused) {
        var outline = focused.getCssValue("outline-style");
        if (outline.equals("none") && !focused.getTagName().equals("body")) {
            throw new AssertionError("the focus is not seen on " + focused.getDomProperty("outerHTML"));
        }
    }

    WebElement tabToLink(String text) {
        return tabTo(
                focused -> focused.getTagName().equals("a") && focused.getText().equals(text));
    }

    WebElement tabToField(String id) {
        return tabTo(focused -> id.equals(focused.getDomAttribute("id")));
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Replaces what stands in the field that has the focus. */
    void type(String text) {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .sendKeys(text)
                .perform();
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    void picture(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
