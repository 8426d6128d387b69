#include "engine/custodian/references.hpp"

#include "bloom/base/clock.hpp"
#include "bloom/base/error.hpp"
#include "engine/custodian/csv_reader.hpp"
#include "engine/custodian/normalize.hpp"
#include "engine/project/passphrase.hpp"

#include <cerrno>
#include <limits>
#include <optional>

#include <fmt/format.h>
#include <unistd.h>

namespace gauze::custodian {

namespace {

constexpr std::size_t longest_list = 64u << 20; // bytes, from a descriptor

[[noreturn]] void bad_list(const std::string& what)
{
    throw Error(Exit::bad_data, what, "a list has the column reference and, if wished, service and date");
}

// One row of the list. Everything it may hold is checked here, so that no message need quote it.
AskedFor asked(const Row& row, const CsvReader& reader, const std::filesystem::path& path)
{
    const auto cell = [&](std::string_view name) {
        const auto column = reader.column(name);
        return column ? std::string(trimmed(row.cells[*column].reveal())) : std::string();
    };
    if (row.fault) bad_list(fmt::format("{}, row {}: {}", path.string(), row.number, to_text(*row.fault)));
    AskedFor one{cell("reference"), cell("service"), cell("date")};
    if (one.reference.empty()) bad_list(fmt::format("{}, row {}: no reference", path.string(), row.number));
    if (!one.date.empty() && day_from(one.date) == 0)
        bad_list(fmt::format("{}, row {}: the date is none, as YYYY-MM-DD", path.string(), row.number));
    return one;
}

std::vector<AskedFor> from_file(const std::filesystem::path& path)
{
    FileFacts facts = examine(path);
    CsvReader reader(path, facts);
    if (!reader.column("reference")) bad_list(fmt::format("{} has no column reference", path.string()));
    std::vector<AskedFor> list;
    for (Row row; reader.next(row);) list.push_back(asked(row, reader, path));
    return list;
}

std::string everything_from(int descriptor)
{
    std::string text;
    char buffer[1u << 12];
    for (;;) {
        const auto got = ::read(descriptor, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            throw Error(Exit::usage, fmt::format("--record-fd {} cannot be read", descriptor),
                        "open a file on it: --record-fd 4 4< FILE");
        if (got == 0) return text;
        text.append(buffer, static_cast<std::size_t>(got));
        if (text.size() > longest_list) bad_list(fmt::format("--record-fd {}: too long a list", descriptor));
    }
}

std::vector<AskedFor> from_descriptor(std::uint64_t number)
{
    if (number > static_cast<std::uint64_t>(std::numeric_limits<int>::max()))
        throw Error(Exit::usage, "--record-fd needs the number of an open file",
                    "for example: --record-fd 4 4< FILE");
    const std::string text = everything_from(static_cast<int>(number));
    std::vector<AskedFor> list;
    for (std::string_view left = text; !left.empty();) {
        const std::size_t end = std::min(left.find('\n'), left.size());
        const std::string_view line = trimmed(left.substr(0, end));
        if (!line.empty()) list.push_back({std::string(line), {}, {}});
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return list;
}

std::vector<AskedFor> from_terminal()
{
    const Secret typed = project::ask_unseen("Reference of the record (it is not shown): ");
    const auto bytes = typed.reveal();
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (trimmed(text).empty()) return {};
    return {{std::string(trimmed(text)), {}, {}}};
}

} // namespace

std::vector<AskedFor> read_references(const ReferenceSource& source)
{
    const bool by_descriptor = source.descriptor != std::numeric_limits<std::uint64_t>::max();
    if (!source.file.empty() && by_descriptor)
        throw Error(Exit::usage, "--records and --record-fd are both given", "one of them is enough");
    std::vector<AskedFor> list = !source.file.empty() ? from_file(source.file)
                                 : by_descriptor      ? from_descriptor(source.descriptor)
                                                      : from_terminal();
    if (list.empty()) throw Error(Exit::usage, "no record is asked for", "name at least one reference");
    return list;
}

} // namespace gauze::custodian
