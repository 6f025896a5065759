import Datasets
import Foundation

/// The caption of a figure for a page, as text beside its pictures.
enum CaptionFiles {
  /// As plain text, and for LaTeX if that is one of the formats.
  static func names(_ figure: String, _ formats: [FigureFormat]) -> [String] {
    ["\(figure).txt"] + (formats.contains(.tex) ? ["\(figure)-caption.tex"] : [])
  }

  /// What the picture shows, in words: the subtitle and the caption, and without a title in the picture that as well.
  static func text(_ figure: Figure) -> String {
    ((figure.paper?.showsTitle ?? true ? [] : [figure.title]) + [figure.subtitle, figure.caption])
      .map { $0.trimmingCharacters(in: .whitespaces).withoutControls() }.filter { !$0.isEmpty }
      .map { ".!?".contains($0.last ?? " ") ? $0 : $0 + "." }.joined(separator: " ")
  }

  /// The content of the file `name`.
  static func content(_ name: String, _ figure: Figure) -> String {
    let text = text(figure)
    // Without a line feed at its end, which would be a space in the caption.
    return name.hasSuffix(".tex") ? LaTeXText.escaped(text) + "%\n" : text + "\n"
  }
}
