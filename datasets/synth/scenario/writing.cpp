// PartyFiles::write: each file shuffled by a permutation of its own, then the truth, which can only now say
// where a row has landed.
#include "bloom/base/parallel.hpp"
#include "datasets/synth/scenario/hostile.hpp"
#include "datasets/synth/scenario/party_files.hpp"
#include "datasets/synth/scenario/person_file.hpp"
#include "datasets/synth/spelling.hpp"

#include <algorithm>
#include <cassert>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

namespace gauze::synth::scenario {

namespace fs = std::filesystem;

namespace {

void write_text(const OutputFolder& folder, const fs::path& name, std::string_view text)
{
    FileWriter file(folder.file(name), FileMode::everyone_reads);
    file.write(text);
    file.close();
}

void append(std::string& csv, const Cells& cells)
{
    CsvLine line(csv);
    for (const std::string& cell : cells) line.cell(cell);
    line.end("\n");
}

// How a file writes its dates, read off its first rows; "" where there are none.
std::string_view dates_of(const Table& table)
{
    for (std::size_t row = 0; row < std::min<std::size_t>(table.size(), 20); ++row)
        for (const std::string& cell : table.rows()[row].cells) {
            if (cell.size() != 10) continue;
            if (cell[2] == '/' && cell[5] == '/') return "dd/mm/yyyy";
            if (cell[4] == '-' && cell[7] == '-') return "yyyy-mm-dd";
        }
    return "";
}

} // namespace

class Writing {
public:
    Writing(const PartyFiles& files, const OutputFolder& folder);
    void party_files() const;
    std::vector<std::string> hostile_files() const; // lines of truth/hostile.csv, one text for each file
    void truth() const;
    std::vector<Json> parties() const;
    std::vector<Json> planted() const;

private:
    void write_shuffled(std::size_t file) const;
    Grid shuffled(std::size_t file) const;
    Json describe(std::size_t file) const;
    void truth_of_rows() const;
    void truth_of_plants() const;
    void truth_of_persons() const;
    Cells where(const Table& table, std::size_t row) const; // party, file, row, reference, person

    const PartyFiles& files_;
    const OutputFolder& folder_;
    std::map<const Table*, std::vector<std::size_t>> row_number_; // in the file, from 1, of each row as made
};

Writing::Writing(const PartyFiles& files, const OutputFolder& folder) : files_(files), folder_(folder)
{
    std::uint32_t variant = 0;
    for (const Table& table : files_.files_) {
        std::vector<std::size_t>& numbers = row_number_[&table];
        numbers.resize(table.size());
        const Permutation order(files_.seed_, Purpose::file_order, variant++,
                                std::max<std::size_t>(table.size(), 1));
        for (std::size_t row = 0; row < table.size(); ++row) numbers[row] = order(row) + 1;
    }
}

Grid Writing::shuffled(std::size_t file) const
{
    const Table& table = files_.files_[file];
    const std::vector<std::size_t>& numbers = row_number_.at(&table);
    Grid grid{table.columns(), std::vector<Cells>(table.size())};
    for (std::size_t row = 0; row < table.size(); ++row)
        grid.rows[numbers[row] - 1] = table.rows()[row].cells;
    return grid;
}

void Writing::write_shuffled(std::size_t file) const
{
    const Table& table = files_.files_[file];
    write_text(folder_, fs::path(table.party()) / table.file(), clean_csv(shuffled(file)));
}

void Writing::party_files() const
{
    for_each_task(files_.files_.size(), [&](std::size_t file) { write_shuffled(file); });
    for (const auto& list : files_.lists_) {
        std::vector<std::string> lines = list.lines;
        std::sort(lines.begin(), lines.end());
        write_text(folder_, fs::path(list.party) / list.file,
                   fmt::format("{}{}", fmt::join(lines, "\n"), lines.empty() ? "" : "\n"));
    }
}

std::vector<std::string> Writing::hostile_files() const
{
    const auto forms = hostile_forms();
    std::vector<std::string> lines(files_.files_.size() * forms.size());
    for_each_task(lines.size(), [&](std::size_t task) {
        const Table& table = files_.files_[task / forms.size()];
        const Form& form = forms[task % forms.size()];
        const Deformed deformed =
            form.deform(shuffled(task / forms.size()), Draws(files_.seed_, Purpose::hostile, task));
        const std::string stem = fs::path(table.file()).stem().string();
        write_text(folder_, fs::path(table.party()) / "hostile" / fmt::format("{}.{}.csv", stem, form.name),
                   deformed.bytes);
        for (const Changed& changed : deformed.changed)
            append(lines[task], {table.party(), table.file(), std::string(form.name),
                                 std::to_string(changed.row), changed.column});
        if (deformed.changed.empty())
            append(lines[task], {table.party(), table.file(), std::string(form.name), "", ""});
    });
    return lines;
}

Cells Writing::where(const Table& table, std::size_t row) const
{
    const PersonNumber person = table.person(row);
    return {table.party(), table.file(), std::to_string(row_number_.at(&table)[row]),
            std::string(table.reference(row)), person == no_person ? "" : to_text(person)};
}

void Writing::truth_of_rows() const
{
    std::string csv = "party,file,row,reference,person\n";
    for (const Table& table : files_.files_) {
        std::vector<std::size_t> made(table.size()); // by row number
        for (std::size_t row = 0; row < table.size(); ++row) made[row_number_.at(&table)[row] - 1] = row;
        for (const std::size_t row : made)
            if (table.person(row) != no_person) append(csv, where(table, row));
    }
    write_text(folder_, "truth/truth.csv", csv);
}

void Writing::truth_of_plants() const
{
    std::string csv = "planted,party,file,row,reference,person\n";
    for (const Planted& planted : files_.planted_) {
        for (const auto& [table, row] : planted.rows) {
            Cells cells = where(*table, row);
            cells.insert(cells.begin(), planted.name);
            append(csv, cells);
        }
        for (const PersonNumber person : planted.people)
            append(csv, {planted.name, "", "", "", "", to_text(person)});
    }
    write_text(folder_, "truth/planted.csv", csv);
}

void Writing::truth_of_persons() const
{
    std::string csv = header_of_persons();
    for (const auto& [number, line] : files_.persons_) csv += line;
    write_text(folder_, "truth/persons.csv", csv);
}

void Writing::truth() const
{
    truth_of_rows();
    truth_of_plants();
    truth_of_persons();
    for (const Table& table : files_.truths_) {
        std::string csv;
        append(csv, table.columns());
        for (const Row& row : table.rows()) append(csv, row.cells);
        write_text(folder_, fs::path("truth") / table.file(), csv);
    }
}

Json Writing::describe(std::size_t file) const
{
    const Table& table = files_.files_[file];
    std::vector<Json> errors;
    for (std::size_t kind = 0; kind < error_kinds; ++kind)
        if (const ErrorCount& count = table.errors.by_kind[kind]; count.could > 0)
            errors.push_back(Json()
                                 .set("kind", to_text(static_cast<ErrorKind>(kind)))
                                 .set("possible", count.could)
                                 .set("happened", count.did));
    return Json()
        .set("file", table.file())
        .set("rows", table.size())
        .set("columns", table.columns())
        .set("dates", dates_of(table))
        .set("errors", errors);
}

std::vector<Json> Writing::parties() const
{
    std::vector<Json> parties;
    for (const Party& party : files_.parties_) {
        std::vector<Json> files;
        for (std::size_t file = 0; file < files_.files_.size(); ++file)
            if (files_.files_[file].party() == party.name) files.push_back(describe(file));
        for (const auto& list : files_.lists_)
            if (list.party == party.name)
                files.push_back(Json().set("file", list.file).set("rows", list.lines.size()));
        parties.push_back(Json().set("name", party.name).set("role", party.role).set("files", files));
    }
    return parties;
}

std::vector<Json> Writing::planted() const
{
    std::vector<Json> all;
    for (const Planted& planted : files_.planted_)
        all.push_back(
            Json().set("planted", planted.name).set("stated", planted.stated).set("count", planted.count()));
    return all;
}

Json PartyFiles::write(const OutputFolder& folder, bool hostile, Json about) const
{
    const Writing writing(*this, folder);
    writing.party_files();
    writing.truth();
    about.set("world", world_edition_).set("names", names_edition_);
    about.set("parties", writing.parties()).set("planted", writing.planted()).set("statistics", statistics_);
    if (hostile) {
        std::vector<Json> forms;
        for (const Form& form : hostile_forms())
            forms.push_back(Json().set("form", form.name).set("in_words", form.in_words));
        about.set("hostile", forms);
        write_text(folder, "truth/hostile.csv",
                   fmt::format("party,file,form,row,column\n{}", fmt::join(writing.hostile_files(), "")));
    }
    write_text(folder, "truth/manifest.json", about.pretty());
    return about;
}

} // namespace gauze::synth::scenario
