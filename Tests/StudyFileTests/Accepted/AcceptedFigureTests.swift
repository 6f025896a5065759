import NeuralNetwork
import Study
import StudyFile
import Testing

@Suite struct AcceptedFigureTests {
  @Test func aFigureHasKeysOfItsOwn() throws {
    let text = """
      name: t
      data: {source: digits}
      sizes: [50, 100]
      models: {deep: {hidden: [8]}}
      stopping: [{rule: none}, {rule: loss-change, threshold: [0.01]}]
      vary: {learning-rate: [0.1, 0.3], optimiser: [sgd, adam]}
      figures:
        - gaps
        - figure: learning-curves
          name: fig-2
          width: 8.4cm
          height: 3 in
          font: Latin Modern Roman
          font-size: 7.5
          title: false
          caption: false
          panels: [1, after the last epoch]
          models: deep
          rules: [loss-change 0.01]
          sizes: [50]
          set: {learning-rate: [0.1, 0.3], optimiser: adam}
          log-x: true
          labels: {models: {deep: 4 layers}, rules: {none: to the end}, x: samples}
          colours: {models: {deep: 0072B2}}
      """
    let figures = try #require(try StudyFile.parse(text: text, file: "t.yaml").figures)
    var request = FigureRequest(.learningCurves, name: "fig-2")
    request.style.width = PageLength(8.4, .cm)
    request.style.height = PageLength(3, .inch)
    request.style.font = "Latin Modern Roman"
    request.style.fontSize = 7.5
    (request.style.title, request.style.caption, request.style.logX) = (false, false, true)
    request.style.labels = ["models.deep": "4 layers", "rules.none": "to the end", "x": "samples"]
    request.style.colours = ["models.deep": 0x0072B2]
    request.selection.panels = ["1", "after the last epoch"]
    (request.selection.models, request.selection.rules) = (["deep"], ["loss-change 0.01"])
    request.selection.sizes = [50]
    request.selection.set = ["learning-rate": ["0.1", "0.3"], "optimiser": ["adam"]]
    #expect(figures == [FigureRequest(.gaps), request])

    // Options say the same.
    var option = FigureRequest(.learningCurves)
    try FigureOptions.set(
      [
        ("name", ["fig-2"]), ("width", ["8.4cm"]), ("height", ["3 in"]), ("font", ["Latin Modern Roman"]),
        ("font-size", ["7.5"]), ("title", ["false"]), ("caption", ["false"]),
        ("panels", ["1", "after the last epoch"]), ("models", ["deep"]), ("rules", ["loss-change 0.01"]),
        ("sizes", ["50"]), ("set", ["learning-rate=0.1,learning-rate=0.3", "optimiser=adam"]), ("log-x", ["true"]),
        ("labels", ["models.deep=4 layers,rules.none=to the end", "x=samples"]),
        ("colours", ["models.deep=#0072B2"]),
      ], in: &option)
    #expect(option == request)
    #expect(throws: StudyFileError.self) { try FigureOptions.set([("labels", ["deep"])], in: &option) }
  }
}
