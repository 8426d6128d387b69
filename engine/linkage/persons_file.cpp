#include "engine/linkage/persons_file.hpp"

#include "bloom/base/error.hpp"
#include "engine/project/table_file.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gauze::linkage {

void write_persons(const std::filesystem::path& path, const Parties& parties, std::span<const Person> persons,
                   const Json& about)
{
    std::vector<const Person*> in_order;
    for (const Person& person : persons) in_order.push_back(&person);
    std::ranges::sort(in_order, {}, [](const Person* p) { return p->id; });

    project::TableWriter table(path, "persons", {"party", "row_token", "person"}, about,
                               FileMode::owner_only);
    for (const Person* person : in_order) {
        const std::string id = to_hex(person->id);
        for (const RecordRef record : person->records) { // parties by name, rows by token
            const std::string token = to_text(parties.token(record));
            const std::string_view cells[] = {parties[record.party].header().party, token, id};
            table.row(cells);
        }
    }
    table.close();
}

PersonsFile read_persons(const std::filesystem::path& path)
{
    const project::TableFile table(path, "persons");
    PersonsFile persons{
        .project = table.about().text("project"), .policy = table.about().text("policy"), .rows = {}};
    const std::size_t party = table.column("party"), token = table.column("row_token"),
                      person = table.column("person");
    table.each_row([&](std::span<const std::string_view> cells) {
        const auto row_token = row_token_from(cells[token]);
        PersonRow row{
            .party = std::string(cells[party]), .token = row_token.value_or(RowToken{}), .person = {}};
        if (!row_token || !from_hex(cells[person], row.person))
            throw Error(Exit::bad_data, fmt::format("{}: row {} holds no token or no person", path.string(),
                                                    persons.rows.size() + 1));
        persons.rows.push_back(std::move(row));
    });
    return persons;
}

} // namespace gauze::linkage
