#include "engine/custodian/rejects.hpp"

#include "bloom/base/files.hpp"
#include "engine/project/csv_text.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

namespace gauze::custodian {

std::string_view to_text(Consequence consequence)
{
    switch (consequence) {
    case Consequence::row_rejected: return "row rejected";
    case Consequence::row_excluded: return "row excluded";
    case Consequence::cell_as_written: return "encoded as written";
    case Consequence::cell_missing: return "treated as missing";
    case Consequence::payload_emptied: return "left out of the payload";
    }
    return "";
}

void Rejects::add(std::uint64_t row, std::uint64_t line, std::uint32_t column, std::string_view reason,
                  Consequence consequence)
{
    entries_.push_back({row, line, column, consequence, reason});
}

std::string Rejects::column_name(std::uint32_t column) const
{
    return column == whole_row ? std::string() : columns_.at(column);
}

Json Rejects::counts() const
{
    std::map<std::tuple<std::uint32_t, std::string_view, Consequence>, std::uint64_t> tally;
    for (const Entry& entry : entries_) ++tally[{entry.column, entry.reason, entry.consequence}];
    std::vector<Json> list;
    for (const auto& [what, count] : tally) {
        const auto& [column, reason, consequence] = what;
        list.push_back(Json()
                           .set("column", column_name(column))
                           .set("reason", reason)
                           .set("consequence", to_text(consequence))
                           .set("count", count));
    }
    return Json().set("findings", list);
}

void Rejects::write(const std::filesystem::path& path, std::string_view file) const
{
    std::vector<Entry> in_order = entries_; // rejected rows were noted a chunk ahead of the encoded ones
    std::ranges::stable_sort(in_order, {}, &Entry::row);
    FileWriter out(path, FileMode::owner_only);
    out.write("file,row,line,column,reason,consequence\n");
    for (const Entry& entry : in_order)
        out.write(fmt::format("{},{},{},{},{},{}\n", project::csv_cell(file), entry.row, entry.line,
                              project::csv_cell(column_name(entry.column)), entry.reason,
                              to_text(entry.consequence)));
    out.close();
}

} // namespace gauze::custodian
