import Datasets
import Foundation
import Reporting
import SeededRandom
import TestSupport
import Testing

@testable import HTMLReport

@Suite struct ReportPageTests {
  /// A page that has everything, with a text of `text` wherever there may be one.
  private func page(tables: Int = 1, rows: Int = 3, _ text: () -> String) -> ReportPage {
    var page = ReportPage(title: text(), summary: text(), studyFile: text(), commands: text(), footer: text())
    page.progress = ReportProgress(state: text(), line: text(), share: 0.25, refreshSeconds: 20, note: "a" + text())
    page.figures = [
      ReportFigure(
        name: "gaps", title: text(), description: text(), width: 800, picture: Data("<svg/>".utf8),
        mediaType: "image/svg+xml")
    ]
    let columns = [Table.Column("a" + text()), Table.Column("count"), Table.Column("share", .percent)]
    page.tables = (0..<tables).map { _ in
      ReportTable(
        name: "gaps", summary: text(),
        table: Table(
          columns: columns, rows: (0..<rows).map { [.text(text()), .integer($0), .number(0.5 + Double($0))] }))
    }
    page.figures[0].still = Data("<svg/>".utf8)
    page.explorer = try? JSONEncoder().encode([text(), text()])
    page.remarks = [text(), text()]
    page.findings = [text(), text()]
    page.facts = (0..<3).map { _ in (text(), text()) }
    return page
  }

  /// Ten thousand texts and more.
  @Test func whatTheStudySaysIsShownAndNeverMarkup() throws {
    let plain = try PageOutline(of: page(tables: 5, rows: ReportTable.maximumRows) { "x" }.html())
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    var texts: [String] = []
    let hostile = try PageOutline(
      of: page(tables: 5, rows: ReportTable.maximumRows) {
        let text =
          texts.count < HostileText.listed.count
          ? HostileText.listed[texts.count] : HostileText.random(from: &generator)
        texts.append(text)
        return text
      }.html())
    #expect(hostile.tags == plain.tags, "seed \(seed)")
    #expect(hostile.policyNamesScript && hostile.policyNamesStyle)
    #expect(hostile.policy == plain.policy)
  }

  @Test func everyListedTextComesBack() throws {
    let texts = HostileText.listed.filter { !$0.isEmpty }
    for (text, outline) in zip(texts, try PageOutline.outlines(of: texts.map { text in try page { text }.html() })) {
      let shown = text.withoutControls(keeping: "\n", "\t")
      // Readers take every end of a line for one line feed.
      #expect(outline.texts.contains(shown) || outline.values.contains(shown), "\(text.debugDescription)")
    }
  }

  /// No text of a study ends the element that has it, and a reader of the data gets it as it was.
  @Test func theDataOfTheExplorerAreDataWhateverTheyAre() throws {
    let texts = HostileText.listed + ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u{2028}"]
    var page = page { "x" }
    page.explorer = try JSONEncoder().encode(texts)
    let html = try page.html()
    let opening = "<script type=\"application/json\" id=\"explorer-data\">"
    let data = try #require(html.components(separatedBy: opening).last?.components(separatedBy: "</script>").first)
    #expect(try JSONDecoder().decode([String].self, from: Data(data.utf8)) == texts)
    #expect(!data.contains("<"))
    let outline = try PageOutline(of: html)
    #expect(outline.policyNamesScript && outline.policyNamesStyle)
    #expect(outline.tags.count { $0.hasPrefix("script") } == 3)
    page.explorer = nil
    let without = try PageOutline(of: page.html())
    #expect(without.policyNamesScript && without.policyNamesStyle)
    #expect(without.tags.count { $0.hasPrefix("script") } == 1)
    #expect(!without.values.contains("explorer"))
  }

  @Test func aPageNeedsNothingElse() throws {
    let outline = try PageOutline(of: page { "x" }.html())
    #expect(!outline.tags.contains { $0.hasPrefix("link") || $0.hasPrefix("iframe") })
    let sources = outline.values.filter { $0.contains("://") || $0.hasPrefix("//") }
    #expect(sources == [])
    #expect(outline.values.contains("data:image/svg+xml;base64,PHN2Zy8+"))
    #expect(outline.policy.hasPrefix("default-src 'none'"))
    #expect(outline.values.contains("20"))
  }

  @Test func cellsAreShownRoundedAndSortedExactly() throws {
    var page = ReportPage(title: "t", summary: "s", studyFile: "", commands: "", footer: "")
    page.tables = [
      ReportTable(
        name: "curves", summary: "s",
        table: Table(
          columns: [Table.Column("test_accuracy", .percent)], rows: [[.number(0.912345678)], [.missing]]))
    ]
    let html = try page.html()
    #expect(html.contains("<td class=\"number\" data-key=\"0.912345678\">91.23</td>"))
    #expect(html.contains("<td class=\"number\">–</td>"))
    #expect(html.contains("<button type=\"button\">test accuracy %</button>"))
    #expect(!html.contains("http-equiv=\"refresh\"") && !html.contains("class=\"progress\""))
  }

  @Test func longTablesAreCutAndSaySo() throws {
    let outline = try PageOutline(of: page(rows: ReportTable.maximumRows + 1) { "x" }.html())
    // The heading's row is one more.
    #expect(outline.tags.count { $0 == "tr" } == ReportTable.maximumRows + 1)
    #expect(outline.texts.contains("The first 2000 of 2001 rows; all are in tables/gaps.tsv."))
  }
}
