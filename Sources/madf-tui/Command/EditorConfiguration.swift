import Editing
import System
import Terminal

/// What the user has written into `$XDG_CONFIG_HOME/madf-tui/config` (or `~/.config/madf-tui/config`).
///
/// Lines of `key = value`; empty ones and those that begin with `#` say nothing. `color`, `cells`, `mouse` and `grow` are as on
/// the command line, which goes before them; `key.ACTION = KEY` gives an action another key, named as the help names both
/// (`key.undo = z`, `key.far-left = Shift-Left`, `key.redo = ^Y`).
package struct EditorConfiguration {
    /// Far more than all keys and colors take; longer files are refused.
    package static let byteLimit = 64 << 10

    package private(set) var color: ColorMode?
    package private(set) var usesMouse: Bool?
    package private(set) var cells: CellShape?
    package private(set) var notice: Notice?
    package private(set) var tool: Tool?
    /// Width of the brush in pixels of the photo, and whether it is as wide on the screen at any zoom.
    package private(set) var brush: Int?
    package private(set) var brushFollowsZoom: Bool?
    package private(set) var keepsIslands: Bool?
    package private(set) var grow: Int?
    /// What the names of results end in.
    package private(set) var suffix: String?
    /// Of new JPEGs, 1 to 100.
    package private(set) var jpegQuality: Int?
    package private(set) var keys: [(action: Action, key: Key)] = []

    /// Why a configuration cannot be taken, with the line that is at fault.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package let path: FilePath, line: Int, reason: String
        package var description: String { "\(path), line \(line): \(reason)" }
    }

    /// The user's configuration; an empty one where there is no file.
    static func load() throws(Failure) -> EditorConfiguration {
        guard let path = UserPlaces.configuration?.appending("madf-tui/config"),
            let bytes = try? File(path).readAll(count: byteLimit + 1)
        else { return EditorConfiguration() }
        if bytes.count > byteLimit { throw Failure(path: path, line: 1, reason: "the file has more than \(byteLimit >> 10) KiB") }
        return try EditorConfiguration(String(decoding: bytes, as: UTF8.self), path: path)
    }

    init() {}

    package init(_ text: String, path: FilePath) throws(Failure) {
        for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.drop { $0 == " " || $0 == "\t" }
            if line.isEmpty || line.first == "#" { continue }
            do throws(Reason) {
                try take(line)
            } catch {
                throw Failure(path: path, line: offset + 1, reason: error.text)
            }
            if KeyMap(changes: keys).keys(for: .quit).isEmpty {
                throw Failure(path: path, line: offset + 1, reason: "no key is left to quit; give quit another one in a line before")
            }
        }
    }

    private struct Reason: Error { let text: String }

    /// One of the values that a setting takes.
    private func choice<Value: RawRepresentable & CaseIterable>(_ name: String, _ value: String) throws(Reason) -> Value
    where Value.RawValue == String {
        guard let choice = Value(rawValue: value) else {
            throw Reason(text: "\(name) takes \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }

    private func answer(_ name: String, _ value: String) throws(Reason) -> Bool {
        guard value == "yes" || value == "no" else { throw Reason(text: "\(name) takes yes or no") }
        return value == "yes"
    }

    private func number(_ name: String, _ value: String, in range: ClosedRange<Int>) throws(Reason) -> Int {
        guard let number = Int(value), range.contains(number) else {
            throw Reason(text: "\(name) takes a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private mutating func take(_ line: Substring) throws(Reason) {
        guard let equals = line.firstIndex(of: "=") else { throw Reason(text: "expected key = value") }
        func trimmed(_ text: Substring) -> String {
            let start = text.drop { $0.isWhitespace }
            return String(start.reversed().drop { $0.isWhitespace }.reversed())
        }
        let name = trimmed(line[..<equals]), value = trimmed(line[line.index(after: equals)...])
        switch name {
        case "color": color = try choice(name, value)
        case "cells": cells = try choice(name, value)
        case "mouse": usesMouse = try answer(name, value)
        case "when-done": notice = try choice(name, value)
        case "tool": tool = try choice(name, value)
        case "brush": brush = try number(name, value, in: 1...10_000)
        case "brush-follows-zoom": brushFollowsZoom = try answer(name, value)
        case "keep-islands": keepsIslands = try answer(name, value)
        case "grow": grow = try number(name, value, in: 0...1_000)
        case "jpeg-quality": jpegQuality = try number(name, value, in: 1...100)
        case "suffix":
            guard !value.isEmpty, value.utf8.count <= 64, !value.contains("/") else {
                throw Reason(text: "suffix takes what names of results end in, such as -removed, without a slash")
            }
            suffix = value
        case _ where name.hasPrefix("key."):
            guard let action = Action(rawValue: String(name.dropFirst(4))) else {
                throw Reason(text: "there is no action '\(name.dropFirst(4))'; the manual page lists them")
            }
            guard let key = Key(name: value) else {
                throw Reason(text: "there is no key '\(value)'; the help in the editor shows how keys are written, such as Space, ^R, Shift-Left")
            }
            keys.append((action, key))
        default:
            throw Reason(text: "there is no setting '\(name)'")
        }
    }
}
