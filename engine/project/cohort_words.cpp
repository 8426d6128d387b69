#include "engine/project/cohort_words.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gauze::project {

namespace {

using Take = CohortColumn::Take;

struct Word {
    Take take;
    std::string_view word;
    std::string_view sentence; // {} stands for the column, where it has one
};

constexpr std::array words{
    Word{Take::count, "count", "how many records"},
    Word{Take::persons, "persons", "of how many persons there are records"},
    Word{Take::sources, "sources", "of how many sources there are records"},
    Word{Take::any, "any", "1 if there is a record, else 0"},
    Word{Take::sum, "sum", "sum of"},
    Word{Take::mean, "mean", "mean of"},
    Word{Take::min, "min", "smallest number in"},
    Word{Take::max, "max", "largest number in"},
    Word{Take::first, "first", "first value, as text, of"},
    Word{Take::latest, "latest", "last value, as text, of"},
    Word{Take::most, "most", "most frequent value of"},
    Word{Take::values, "values", "all different values of"},
};

const Word& word_of(Take take)
{
    return *std::ranges::find(words, take, &Word::take); // every one has a word
}

} // namespace

std::string_view to_text(Take take) { return word_of(take).word; }

std::optional<Take> take_from(std::string_view text)
{
    const auto found = std::ranges::find(words, text, &Word::word);
    return found == words.end() ? std::nullopt : std::optional(found->take);
}

std::vector<std::string> take_names()
{
    std::vector<std::string> names;
    for (const Word& one : words) names.emplace_back(one.word);
    return names;
}

bool needs_from(Take take) noexcept
{
    return take != Take::count && take != Take::persons && take != Take::sources && take != Take::any;
}

bool takes_numbers(Take take) noexcept
{
    return take == Take::sum || take == Take::mean || take == Take::min || take == Take::max;
}

bool is_number(Take take) noexcept
{
    return takes_numbers(take) || take == Take::count || take == Take::persons || take == Take::sources;
}

std::string in_words(const CohortColumn& column)
{
    std::string text(word_of(column.take).sentence);
    if (!column.from.empty()) text += fmt::format(" {}", column.from);
    if (!column.minus.empty()) text += fmt::format(" less {}", column.minus);
    if (!column.table.empty()) text += fmt::format(", in the episodes {}", column.table);
    if (!column.sources.empty()) text += fmt::format(", of {}", fmt::join(column.sources, " and "));
    if (!column.where_column.empty())
        text += fmt::format(", where {} is {}", column.where_column, fmt::join(column.where_is, " or "));
    if (!column.bands.empty()) text += fmt::format(", in bands from {}", fmt::join(column.bands, ", "));
    return text;
}

} // namespace gauze::project
