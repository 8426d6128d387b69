#include "engine/custodian/rejects.hpp"

#include "engine/project/csv_text.hpp"

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

Rejects::Rejects(const std::filesystem::path& path, std::string_view file, std::vector<std::string> columns)
    : out_(path, FileMode::owner_only), file_(project::csv_cell(file)), columns_(std::move(columns))
{
    out_.write("file,row,line,column,reason,consequence\n");
}

void Rejects::add(std::uint64_t row, std::uint64_t line, std::uint32_t column, std::string_view reason,
                  Consequence consequence)
{
    out_.write(fmt::format("{},{},{},{},{},{}\n", file_, row, line, project::csv_cell(column_name(column)),
                           reason, to_text(consequence)));
    ++tally_[{column, reason, consequence}];
    ++size_;
}

std::string Rejects::column_name(std::uint32_t column) const
{
    return column == whole_row ? std::string() : columns_.at(column);
}

Json Rejects::counts() const
{
    std::vector<Json> list;
    for (const auto& [what, count] : tally_)
        list.push_back(Json()
                           .set("column", column_name(what.column))
                           .set("reason", what.reason)
                           .set("consequence", to_text(what.consequence))
                           .set("count", count));
    return Json().set("findings", list);
}

} // namespace gauze::custodian
