import Foundation
import Testing

@testable import Plotting

@Suite struct GnuplotScriptTests {
  private let figure = Figure(
    name: "small", title: "A `title`", subtitle: "", caption: "", columns: 1, width: 400, panelHeight: 200,
    panels: [
      Panel(
        title: "", x: Axis(label: "n", scale: .log10, start: 1, end: 100, ticks: [.init(10, "10")]),
        y: Axis(
          label: "accuracy (%)", scale: .linear, start: 50, end: 100, ticks: [.init(50, "50"), .init(100, "100")]),
        layers: [
          .band(table: 0, x: "n", low: "low", high: "high", colour: .blue),
          .line(table: 0, x: "n", y: "y", dash: .dashed, points: false, colour: .blue, label: "deep"),
          .line(table: 0, x: "n", y: "empty", dash: .solid, points: false, colour: .blue, label: "gone"),
        ])
    ],
    tables: [
      FigureTable([
        .init("n", [1, 100]), .init("y", [60, 70]), .init("low", [55, 65]), .init("high", [65, 75]),
        .init("empty", [nil, nil]),
      ])
    ])

  /// Of long histories, tables do not have a row for every epoch.
  @Test func animationsFindTheRowsOfEpochs() {
    var figure = figure
    figure.tables = [
      FigureTable([
        .init("n", [1, 2, 5, 10, 137]), .init("y", [60, 70, 75, 80, 90]), .init("low", [nil, nil, 70, 75, 85]),
        .init("high", [nil, nil, 80, 85, 95]),
      ])
    ]
    figure.animation = Animation(epochs: [1, 4, 10, 137], delay: 20, pause: 1)
    let lines = GnuplotScript(figure).text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.contains("frames = format eq \"gif\" ? \"1 2 3 4 5\" : \"5\""))
    #expect(lines.contains("epoch = word(\"1 4 10 137 137\", frame + 0)"))
    // The band begins in the third row.
    #expect(lines.contains("last1 = word(\"2 2 3 4 4\", frame + 0) + 0"))
    #expect(lines.contains("last2 = word(\"0 1 3 4 4\", frame + 0) + 0"))
    #expect(lines.contains { $0.contains("every ::last2::last2 using \"n\":\"y\"") })
  }

  @Test func theScriptSaysWhatTheFigureSays() {
    let lines = GnuplotScript(figure).text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.first == "# Redraw: gnuplot small.gp")
    #expect(lines.contains("set logscale x; set xrange [1:100]"))
    #expect(lines.contains("set yrange [50:100]"))
    #expect(lines.contains("set output prefix . \"small.\" . format"))
    #expect(lines.contains { $0.hasPrefix("set label \"A \\140title\\140\" at screen ") })
    #expect(lines.contains { $0.hasPrefix("set label \"deep\" at screen ") && $0.contains("#0072B2") })
    #expect(lines.contains { $0.hasPrefix("plot \"small.dat\" using \"n\":\"low\":\"high\" with filledcurves") })
    #expect(lines.contains { $0.hasPrefix("\"small.dat\" using \"n\":\"y\" with lines linewidth 1.6 dashtype") })
    // A curve without a point is not drawn.
    #expect(!lines.contains { $0.contains("\"empty\"") || $0.contains("gone") })
  }

  /// A logarithmic axis has no place for a band's end of zero, so it is kept inside, and the caption says so.
  @Test func aBandThatReachesZeroEndsAtALogarithmicAxis() {
    var panel = figure.panels[0]
    panel.y = Axis(label: "loss", scale: .log10, start: 1, end: 100, ticks: [.init(1, "1"), .init(10, "10")])
    let tables = [
      FigureTable([.init("n", [1, 100]), .init("y", [60, 70]), .init("low", [0, 65]), .init("high", [65, 75])])
    ]
    let drawn = Figure(
      name: "small", title: "", subtitle: "", caption: "", columns: 1, width: 400, panelHeight: 200, panels: [panel],
      tables: tables)
    #expect(GnuplotScript(drawn).text.contains("(inside(column(\"low\"), 1, 100))"))
    #expect(drawn.caption == Panel.zeroNote)
  }

  /// What goes beyond an axis moves it out, for all panels that share it.
  @Test func axesReachWhatIsDrawn() {
    var below = figure.tables[0]
    below = FigureTable(below.columns.map { $0.name == "low" ? .init("low", [40, 65]) : $0 })
    let drawn = Figure(
      name: "small", title: "", subtitle: "", caption: "", columns: 2, width: 400, panelHeight: 200,
      panels: figure.panels + figure.panels, tables: [below])
    #expect(drawn.panels.allSatisfy { $0.y.start <= 40 && $0.y.end >= 100 })
    #expect(drawn.panels[0].y == drawn.panels[1].y && drawn.panels[0].x == figure.panels[0].x)
  }

  @Test func severalTablesAreNumbered() {
    var two = figure
    two.tables.append(two.tables[0])
    #expect(two.dataFile(0) == "small-1.dat" && two.dataFile(1) == "small-2.dat")
  }

  /// Outside the literals that `GnuplotText` makes, a script is the same whatever the names are.
  @Test func namesReachTheScriptAsLiteralsOnly() {
    for (_, synthetic) in SyntheticAnalysis.gallery {
      for figure in FigureKind.figures(of: synthetic.value) {
        let outside = GnuplotScript(figure).text.replacing(/"[^"]*"/, with: "")
        #expect(!outside.contains("`") && !outside.contains("$") && !outside.contains("touch"), "\(figure.name)")
      }
    }
  }
}
