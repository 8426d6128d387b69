#include "engine/research/table_writer.hpp"

#include "engine/project/csv_text.hpp"

#include <cassert>

namespace gauze::research {

CsvWriter::CsvWriter(const std::filesystem::path& path, const std::vector<std::string>& columns)
    : file_(path, FileMode::owner_only), columns_(columns.size())
{
    row(std::vector<std::string_view>(columns.begin(), columns.end()));
}

void CsvWriter::row(std::span<const std::string_view> cells)
{
    assert(cells.size() == columns_);
    line_.clear();
    for (const std::string_view cell : cells) {
        line_ += project::csv_cell(cell);
        line_ += ',';
    }
    line_.back() = '\n';
    file_.write(line_);
}

void CsvWriter::close() { file_.close(); }

} // namespace gauze::research
