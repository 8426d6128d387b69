#include "datasets/synth/population/csv_lines.hpp"

#include "bloom/base/error.hpp"

#include <algorithm>
#include <cerrno>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::synth {

namespace {

constexpr std::size_t window_size = 256u << 10;
constexpr int end_of_file = -1;

} // namespace

CsvLines::CsvLines(const std::filesystem::path& path, std::string_view header)
    : path_(path), file_(open_input(path), path), window_(window_size)
{
    cells_.resize(1 + static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')));
    std::string first;
    if (next()) first = fmt::format("{}\n", fmt::join(cells_, ","));
    if (first != header) refuse("has other columns than a population of this version");
}

void CsvLines::refuse(std::string_view what) const
{
    throw Error(Exit::bad_data, fmt::format("{}, line {}: {}", path_.string(), line_, what),
                "make the population again; its files are not for editing");
}

bool CsvLines::load()
{
    ssize_t got = 0;
    do got = ::read(file_.descriptor(), window_.data(), window_.size());
    while (got < 0 && errno == EINTR);
    if (got < 0) throw Error(Exit::input_missing, fmt::format("{} cannot be read", path_.string()));
    at_ = 0, end_ = static_cast<std::size_t>(got);
    return got > 0;
}

int CsvLines::character()
{
    if (at_ == end_ && !load()) return end_of_file;
    return static_cast<unsigned char>(window_[at_++]);
}

// Reads one cell and says what ended it: a comma, a line feed or the end of the file.
int CsvLines::read_cell(std::string& into)
{
    into.clear();
    int c = character();
    if (c != '"') {
        for (; c != ',' && c != '\n' && c != end_of_file; c = character()) into += static_cast<char>(c);
        return c;
    }
    for (;;) {
        c = character();
        if (c == end_of_file) refuse("a quote is never closed");
        if (c != '"') {
            into += static_cast<char>(c);
        } else if (c = character(); c == '"') {
            into += '"';
        } else {
            return c;
        }
    }
}

bool CsvLines::next()
{
    if (at_ == end_ && !load()) return false;
    ++line_;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const int end = read_cell(cells_[i]);
        if (end == end_of_file) refuse("the file ends in the middle of a line");
        if (end != (i + 1 < cells_.size() ? ',' : '\n')) refuse("another number of cells than columns");
    }
    return true;
}

} // namespace gauze::synth
