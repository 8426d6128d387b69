// Link maps with one fault each: none is read, and each is refused for its own reason. All but the damaged
// ones bear a right end line, so that nothing but the fault can be the reason.
#include "bloom/base/error.hpp"
#include "bloom/base/json.hpp"
#include "engine/project/link_map.hpp"
#include "tests/temporary_folder.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace gauze::link_map {
namespace {

using test::TemporaryFolder;
using test::write_file;

constexpr std::string_view head =
    "gauze-table 1\n"
    R"({"kind":"link-map","columns":["row_token","study_id"],"about":{"project":"p","policy":"f","recipient":"r","release":"1"}})"
    "\n";
constexpr std::string_view rows =
    "00000000000000000000000000000001\ts1\n00000000000000000000000000000002\ts2\n";

std::string with_end(const std::string& text)
{
    const auto lines = std::count(text.begin(), text.end(), '\n');
    return text +
           fmt::format("end {} {}\n", std::max<std::ptrdiff_t>(0, lines - 2), to_hex(sha256(bytes_of(text))));
}

std::string whole() { return fmt::format("{}{}", head, rows); }

std::string with(std::string_view old, std::string_view by)
{
    std::string text = whole();
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    if (at != std::string::npos) text.replace(at, old.size(), by);
    return text;
}

struct Fault {
    std::string_view reason; // a part of the message
    std::string text;
};

std::vector<Fault> damaged()
{
    const std::string good = with_end(whole());
    const auto changed = [&](std::string_view old, std::string_view by) {
        std::string text = good;
        text.replace(text.find(old), old.size(), by);
        return text;
    };
    const std::string digest = good.substr(good.size() - 65, 64);
    std::string capital = digest;
    std::ranges::transform(capital, capital.begin(),
                           [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; });
    return {
        {"is empty", ""},
        {"no end line", whole()},
        {"no end line", good.substr(0, good.size() - 1)},
        {"no end line", good + "more\n"},
        {"no end line", good.substr(0, head.size() + 10)},
        {"its digest or row count",
         good.substr(0, head.size()) + good.substr(head.size() + 36)},     // a row is gone
        {"its digest or row count", good + good.substr(good.size() - 71)}, // two end lines
        {"its digest or row count", changed("s1", "s3")},
        {"its digest or row count", changed("end 2", "end 3")},
        {"its digest or row count", changed("end 2", "end 02")},
        {"its digest or row count", changed(digest, capital)},
        {"its digest or row count", changed(digest, std::string(64, '0'))},
        {"its digest or row count", changed("\"recipient\":\"r\"", "\"recipient\":\"q\"")},
    };
}

std::vector<Fault> forged()
{
    return {
        {"is not a gauze table", with("gauze-table 1", "gauze-tablet 1")},
        {"is not a gauze table", with("gauze-table 1", "gauze-table 0")},
        {"is not a gauze table", with("gauze-table 1", "gauze-table 1 ")},
        {"is not a gauze table", with("gauze-table 1", "gauze-table -1")},
        {"newer version", with("gauze-table 1", "gauze-table 2")},
        {"newer version", with("gauze-table 1", "gauze-table 99999999999999999999")},
        {"is not a JSON object", with("{\"kind\"", "[\"kind\"")},
        {"is not a JSON object", with("}}\n", "}\n")},
        {"no member \"kind\"", with("\"kind\":\"link-map\",", "")},
        {"\"kind\" of", with("\"link-map\"", "1")},
        {"kind 'payload'", with("link-map", "payload")},
        {"no member \"columns\"", with("\"columns\":[\"row_token\",\"study_id\"],", "")},
        {"not a list of texts", with("[\"row_token\",\"study_id\"]", "[1,2]")},
        {"has no columns, or two of one name", with("[\"row_token\",\"study_id\"]", "[]")},
        {"has no columns, or two of one name", with("\"study_id\"]", "\"row_token\"]")},
        {"other columns than a link map",
         with("[\"row_token\",\"study_id\"]", "[\"study_id\",\"row_token\"]")},
        {"other columns than a link map", with("\"study_id\"]", "\"person\"]")},
        {"no member \"about\"", with("\"about\"", "\"abut\"")},
        {"no member \"project\"", with("\"project\":\"p\",", "")},
        {"no member \"policy\"", with("\"policy\":\"f\",", "")},
        {"no member \"recipient\"", with("\"recipient\":\"r\",", "")},
        {"no member \"release\"", with(",\"release\":\"1\"", "")},
        {"\"release\" of", with("\"release\":\"1\"", "\"release\":1")},
        {"bad row 1", with("\ts1", "")},
        {"bad row 1", with("\ts1", "\ts1\textra")},
        {"bad row 2", with("s2", "s\\2")},
        {"bad row 2", with("s2", "s2\\")},
        {"bad row 1", with("s1", "s1\r")},
        {"bad row 1", with("s1", std::string_view("s\0", 2))},
        {"bad row 2", with("s1\n", "s1\n\n")},
        {"row 1: not a row token", with("0001\t", "001\t")},
        {"row 1: not a row token", with("0001\t", "000g\t")},
        {"row 2: not a row token", with("0002\t", "00002\t")},
        {"row 1: no study id", with("s1", "")},
        {"row 2: the row token stands twice", with("0002\t", "0001\t")},
        {"row 2: the row tokens are not sorted", with("0002\t", "0000\t")},
    };
}

std::string complaint(const TemporaryFolder& folder, const std::string& text)
{
    const auto path = folder / "map";
    write_file(path, text);
    try {
        (void)read(path);
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), Exit::bad_data) << error.what();
        return error.what();
    }
    return "accepted";
}

TEST(LinkMapFaults, AreEachRefusedForTheirOwnReason)
{
    const TemporaryFolder folder;
    ASSERT_EQ(complaint(folder, with_end(whole())), "accepted");
    const auto broken = damaged(), made = forged();
    ASSERT_GE(broken.size() + made.size(), 49u);
    for (const Fault& fault : broken)
        EXPECT_NE(complaint(folder, fault.text).find(fault.reason), std::string::npos)
            << fault.reason << "\n"
            << complaint(folder, fault.text) << "\n"
            << fault.text;
    for (const Fault& fault : made)
        EXPECT_NE(complaint(folder, with_end(fault.text)).find(fault.reason), std::string::npos)
            << fault.reason << "\n"
            << complaint(folder, with_end(fault.text)) << "\n"
            << fault.text;
}

} // namespace
} // namespace gauze::link_map
