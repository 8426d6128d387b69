#include "engine/custodian/anonlink/clk_csv.hpp"

#include "bloom/base/error.hpp"

#include <array>

#include <fmt/format.h>

namespace gauze::custodian::anonlink {

namespace {

constexpr FileFacts as_clkhash_reads{
    .charset = Charset::utf8, .byte_order_mark = false, .gzip = false, .delimiter = ','};

bool has_byte_order_mark(const std::filesystem::path& path)
{
    std::array<char, 3> first{};
    ByteSource source(path);
    return source.read(first) == 3 && std::string_view(first.data(), 3) == "\xEF\xBB\xBF";
}

constexpr std::string_view header_hint =
    "the first row must hold the identifiers of the schema's features, in their "
    "order; --header none or skip says that it does not";

} // namespace

ClkCsv::ClkCsv(const std::filesystem::path& path, const std::vector<std::string>& identifiers,
               HeaderRow header)
    : path_(path), records_(path, as_clkhash_reads), columns_(identifiers.size())
{
    if (header != HeaderRow::skip && has_byte_order_mark(path))
        throw Error(
            Exit::bad_data,
            fmt::format("{} begins with a byte-order mark, which clkhash would take for a part of the first "
                        "cell",
                        path.string()),
            "save the file as UTF-8 without a byte-order mark");
    if (header == HeaderRow::none) return;
    const bool more = read_record();
    const bool blank = records_.blank_lines() > 0; // the first line is the header, whatever is in it
    if (!more && !blank)
        throw Error(Exit::bad_data, fmt::format("{} is empty", path.string()), "was its export finished?");
    if (header == HeaderRow::check) {
        if (blank) record_.cells.clear();
        check_header(identifiers);
        return;
    }
    blank_lines_ = blank ? 1 : 0;
    waiting_ = blank && more;
}

void ClkCsv::check_header(const std::vector<std::string>& identifiers) const
{
    const auto refuse = [&](const std::string& why) {
        throw Error(Exit::bad_data, fmt::format("{}: {}", path_.string(), why), std::string(header_hint));
    };
    if (record_.fault) refuse(fmt::format("the header has {}", to_text(*record_.fault)));
    if (record_.cells.size() != columns_)
        refuse(
            fmt::format("the header has {} when {} are expected", entries(record_.cells.size()), columns_));
    for (std::size_t i = 0; i < columns_; ++i)
        if (text_of(record_.cells[i]) != identifiers[i])
            refuse(fmt::format("column {} of the header is not \"{}\"", i + 1, identifiers[i]));
}

std::string ClkCsv::entries(std::size_t count) const
{
    return count == 1 ? "1 entry" : fmt::format("{} entries", count);
}

bool ClkCsv::read_record()
{
    if (records_.next(record_)) return true;
    record_.cells.clear();
    record_.fault.reset();
    return false;
}

bool ClkCsv::next()
{
    if (trouble_) return false;
    const bool more = waiting_ || read_record();
    waiting_ = false;
    std::string what;
    if (records_.blank_lines() > blank_lines_)
        what = fmt::format("has 0 entries when {} are expected: it is a blank line", columns_);
    else if (!more)
        return false;
    else if (record_.fault)
        what = fmt::format("has {}", to_text(*record_.fault));
    else if (record_.cells.size() != columns_)
        what = fmt::format("has {} when {} are expected", entries(record_.cells.size()), columns_);
    if (what.empty()) {
        ++rows_;
        return true;
    }
    trouble_ = RowTrouble{rows_, what};
    return false;
}

} // namespace gauze::custodian::anonlink
