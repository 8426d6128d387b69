// The register as a table file. Its rows are in one order only, and whatever is read is checked against the
// rest, so that the same register has one spelling and a forged one cannot lead the naming astray.
#include "bloom/base/error.hpp"
#include "engine/linkage/register.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

namespace gauze::linkage {

namespace {

using Kind = RegisterEvent::Kind;
using Cells = std::span<const std::string_view>;

// entry   person   other            row_token      run    last_run          records
// person  its id   who took it over first token    since  run of retirement
// record  its id                    its token      first  last
// merged, split, moved: both ids                   run                      records
const std::vector<std::string> columns{"entry", "person", "other", "row_token", "run", "last_run", "records"};

class Rows {
public:
    Rows(const std::filesystem::path& path, const Json& about)
        : table_(path, "register", columns, about, FileMode::owner_only)
    {}
    void put(std::string_view entry, const std::string& person, const std::string& other,
             const std::string& token, const std::string& run, const std::string& last,
             const std::string& records)
    {
        const std::string_view cells[] = {entry, person, other, token, run, last, records};
        table_.row(cells);
    }
    void close() { table_.close(); }

private:
    project::TableWriter table_;
};

// A row being read, which knows how to say that it is wrong.
class Row {
public:
    Row(Cells cells, const std::string& file, std::uint64_t number)
        : cells_(cells), file_(file), number_(number)
    {}
    [[noreturn]] void refuse(std::string_view what) const
    {
        throw Error(Exit::bad_data, fmt::format("{}: row {} {}", file_, number_, what),
                    "give the run the register.table of an earlier run as it was written");
    }
    void require(bool holds, std::string_view what) const
    {
        if (!holds) refuse(what);
    }
    std::string_view entry() const { return cells_[0]; }
    bool empty(std::size_t column) const { return cells_[column].empty(); }
    PersonId id(std::size_t column) const
    {
        PersonId id;
        require(from_hex(cells_[column], id) && to_hex(id) == cells_[column], "holds no person id");
        return id;
    }
    RowToken token() const
    {
        const auto token = row_token_from(cells_[3]);
        require(token && to_text(*token) == cells_[3], "holds no row token");
        return *token;
    }
    std::uint32_t number(std::size_t column, std::uint32_t least, std::uint32_t most) const
    {
        const std::string_view text = cells_[column];
        std::uint32_t value = 0;
        const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
        require(fault == std::errc{} && stop == text.data() + text.size() && !text.starts_with('0') &&
                    value >= least && value <= most,
                "holds a number that cannot be");
        return value;
    }

private:
    Cells cells_;
    const std::string& file_;
    std::uint64_t number_;
};

std::uint32_t place_of(const std::vector<Register::KnownPerson>& persons, const PersonId& id, const Row& row)
{
    const auto found = std::ranges::lower_bound(persons, id, {}, &Register::KnownPerson::id);
    row.require(found != persons.end() && found->id == id, "names a person that is not in the register");
    return static_cast<std::uint32_t>(found - persons.begin());
}

void read_person(const Row& row, Register& reg)
{
    row.require(reg.records.empty() && reg.history.empty(), "stands behind rows that come later");
    Register::KnownPerson person{
        .id = row.id(1), .first = row.token(), .since = row.number(4, 1, reg.runs), .into = {}};
    row.require(row.empty(2) == row.empty(5) && row.empty(6), "is half retired");
    if (!row.empty(2)) {
        person.into = row.id(2);
        person.retired = row.number(5, person.since + 1, reg.runs);
    }
    row.require(reg.persons.empty() || reg.persons.back().id < person.id, "is not in order");
    reg.persons.push_back(person);
}

void read_record(const Row& row, Register& reg)
{
    row.require(reg.history.empty(), "stands behind rows that come later");
    row.require(row.empty(2) && row.empty(6), "says more than a record does");
    Register::KnownRecord record{.token = row.token(), .person = place_of(reg.persons, row.id(1), row)};
    record.first_run = row.number(4, 1, reg.runs);
    record.last_run = row.number(5, record.first_run, reg.runs);
    row.require(reg.persons[record.person].retired == 0, "counts a record to a person that is retired");
    row.require(reg.records.empty() || reg.records.back().token < record.token, "is not in order");
    reg.records.push_back(record);
}

void read_event(const Row& row, Kind kind, Register& reg)
{
    row.require(row.empty(3) && row.empty(5), "says more than an event does");
    const RegisterEvent event{.run = row.number(4, 1, reg.runs),
                              .kind = kind,
                              .person = row.id(1),
                              .other = row.id(2),
                              .records = row.number(6, 1, std::numeric_limits<std::uint32_t>::max())};
    (void)place_of(reg.persons, event.person, row);
    (void)place_of(reg.persons, event.other, row);
    row.require(reg.history.empty() || reg.history.back() < event, "is not in order");
    reg.history.push_back(event);
}

void read_row(const Row& row, Register& reg)
{
    if (row.entry() == "person") return read_person(row, reg);
    if (row.entry() == "record") return read_record(row, reg);
    for (const Kind kind : {Kind::merged, Kind::split, Kind::moved})
        if (row.entry() == to_text(kind)) return read_event(row, kind, reg);
    row.refuse("is of no kind that this program knows");
}

// Who took a person over lived on for longer, so following from one to the next comes to an end.
void check_successors(const Register& reg, const std::string& file)
{
    for (std::size_t p = 0; p < reg.persons.size(); ++p) {
        const Register::KnownPerson& person = reg.persons[p];
        if (person.retired == 0) continue;
        const std::string_view cells[] = {"person"};
        const Row row(cells, file, p + 1);
        const Register::KnownPerson& successor = reg.persons[place_of(reg.persons, person.into, row)];
        row.require(successor.retired == 0 || successor.retired > person.retired,
                    "was taken over by a person that had been retired before");
        row.require(successor.since <= person.retired, "was taken over by a person that came later");
    }
}

void refuse_foreign(const Json& about, const std::string& file, std::string_view project,
                    const Identity& identity)
{
    if (about.text("project") != project)
        throw Error(Exit::refused, fmt::format("{} is the register of another project", file),
                    "every project has a register of its own");
    if (about.text("identity") != identity.register_check(project))
        throw Error(Exit::refused,
                    fmt::format("{} is the register of another identity of a linkage unit", file),
                    "give the identity.key under which the earlier runs were made");
}

} // namespace

void write_register(const std::filesystem::path& path, const Register& reg, const Identity& identity)
{
    const Json about = Json()
                           .set("project", reg.project)
                           .set("identity", identity.register_check(reg.project))
                           .set("runs", reg.runs);
    Rows rows(path, about);
    const auto text = [](std::uint32_t number) { return std::to_string(number); };
    for (const auto& person : reg.persons) {
        const bool retired = person.retired != 0;
        rows.put("person", to_hex(person.id), retired ? to_hex(person.into) : "", to_text(person.first),
                 text(person.since), retired ? text(person.retired) : "", "");
    }
    for (const auto& record : reg.records)
        rows.put("record", to_hex(reg.persons[record.person].id), "", to_text(record.token),
                 text(record.first_run), text(record.last_run), "");
    for (const RegisterEvent& event : reg.history)
        rows.put(to_text(event.kind), to_hex(event.person), to_hex(event.other), "", text(event.run), "",
                 text(event.records));
    rows.close();
}

Register read_register(const std::filesystem::path& path, std::string_view project, const Identity& identity)
{
    const project::TableFile table(path, "register");
    const std::string file = path.string();
    if (table.columns() != columns)
        throw Error(Exit::bad_data, fmt::format("{} has not the columns of a register", file),
                    "is it the right file?");
    refuse_foreign(table.about(), file, project, identity);
    const std::int64_t runs = table.about().number("runs");
    if (runs < 1 || runs >= std::numeric_limits<std::uint32_t>::max())
        throw Error(Exit::bad_data, fmt::format("{} counts a number of runs that cannot be", file));
    // From here on it is a register of this unit; it may still contradict itself.
    Register reg{.project = std::string(project), .runs = static_cast<std::uint32_t>(runs)};
    std::uint64_t number = 0;
    table.each_row([&](Cells cells) { read_row(Row(cells, file, ++number), reg); });
    check_successors(reg, file);
    return reg;
}

void write_history(const std::filesystem::path& path, std::span<const RegisterEvent> history,
                   const Json& about)
{
    project::TableWriter table(path, "history", {"run", "event", "person", "other", "records"}, about,
                               FileMode::owner_only);
    for (const RegisterEvent& event : history) {
        const std::string run = std::to_string(event.run), person = to_hex(event.person),
                          other = event.kind == Kind::born ? "" : to_hex(event.other),
                          records = std::to_string(event.records);
        const std::string_view cells[] = {run, to_text(event.kind), person, other, records};
        table.row(cells);
    }
    table.close();
}

} // namespace gauze::linkage
