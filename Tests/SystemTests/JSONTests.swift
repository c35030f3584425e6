import Foundation
import System
import Testing

@Suite struct JSONTests {
    @Test func whatJSONForbidsIsEscaped() throws {
        let text = "a \"b\" \\ \n\t\u{0}\u{1f} é \u{10FFFF}"
        let json = JSON.object([(text, .list([.text(text), .number(-3), .number("0.250"), .number("null")])), ("b", .object([]))])
        #expect(!json.description.contains("\n"))
        let read = try #require(try JSONSerialization.jsonObject(with: Data(json.description.utf8)) as? [String: Any])
        let list = try #require(read[text] as? [Any])
        #expect(list[0] as? String == text && list[1] as? Int == -3 && list[2] as? Double == 0.25 && list[3] is NSNull)
    }

    @Test func membersKeepTheirOrder() {
        #expect(JSON.object([("z", .number(1)), ("a", .text(""))]).description == #"{"z":1,"a":""}"#)
    }
}
