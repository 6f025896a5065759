import Plotting

enum TerminalRenderer { static func draw(_ f: Figure, columns: Int, rows: Int, colour: Bool) throws -> String { "" } }
