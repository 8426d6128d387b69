#include "datasets/synth/names/naming.hpp"

#include "datasets/synth/names/customs.hpp"
#include "datasets/synth/names/tables.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace gauze::synth {

namespace {

// What people go by, where it is not their first given name. Estimates.
constexpr Rate by_short_form{280'000}, chinese_by_english_name{350'000}, by_the_name_after{850'000};
Rate by_middle_name(int year) { return by_year(year, {{1920, 90'000}, {1970, 50'000}, {2010, 20'000}}); }
constexpr Rate twins_alike{180'000}; // estimate

std::vector<Naming::Share> in_order(const Naming::Tables& tables,
                                    const std::map<std::string, std::uint64_t>& parts)
{
    static_cast<void>(tables);
    std::vector<Naming::Share> shares;
    for (const auto& [name, part] : parts)
        shares.push_back({name, static_cast<std::uint32_t>((part + 500'000) / 1'000'000)});
    std::stable_sort(shares.begin(), shares.end(),
                     [](const auto& a, const auto& b) { return a.per_million > b.per_million; });
    return shares;
}

} // namespace

Naming::Naming(const std::filesystem::path& lists) : tables_(std::make_unique<Tables>(lists)) {}
Naming::~Naming() = default;

std::string Naming::edition() const { return tables_->edition; }

EthnicityNumber Naming::ethnicity(CommunityNumber community, Draws& draws) const
{
    return static_cast<EthnicityNumber>(tables_->communities[community].ethnicities.draw(draws));
}

Name Naming::founder(const Named& who, Draws& draws) const { return Customs(*tables_).founder(who, draws); }

Name Naming::child(const Named& who, const Name& mother, const Name* father,
                   std::span<const std::string> elder, Draws& draws) const
{
    return Customs(*tables_).child(who, mother, father, elder, draws);
}

std::string Naming::twin(const Named& who, std::string_view first, std::span<const std::string> elder,
                         Draws& draws) const
{
    std::vector<std::string> taken(elder.begin(), elder.end());
    taken.emplace_back(first);
    const Customs customs(*tables_);
    std::string name = customs.another_given(who, taken, draws);
    if (!draws.happens(twins_alike)) return name;
    for (int tries = 0; tries < 60 && (name.front() != first.front() || name.size() > first.size() + 2);
         ++tries)
        name = customs.another_given(who, taken, draws);
    return name;
}

Name Naming::married(const Named& who, const Name& own, const Name& partner, Draws& draws) const
{
    return Customs(*tables_).married(who, own, partner, draws);
}

std::string Naming::new_given(const Named& who, Draws& draws) const { return tables_->given(who, draws); }

std::string Naming::new_family(CommunityNumber community, Draws& draws) const
{
    return tables_->family(community, draws);
}

std::string Naming::calling(const Named& who, const Name& name, Draws& draws) const
{
    const auto first_of = [](const std::string& names) { return names.substr(0, names.find(' ')); };
    const Custom custom = communities()[who.community].custom;
    if (custom == Custom::personal_last && tables_->before_the_name(name.given) &&
        draws.happens(by_the_name_after)) {
        if (!name.middle.empty()) return name.middle;
        if (!name.family.empty() && !tables_->before_the_name(name.family)) return name.family;
    }
    if (custom == Custom::family_first && tables_->of(StockName::english).given(who.sex).empty() == false &&
        name.given.find(' ') != std::string::npos && draws.happens(chinese_by_english_name))
        return tables_->given(StockName::english, who.sex, who.year, draws);
    if (ways()[who.community].middle != Ways::Middle::by_custom && !name.middle.empty() &&
        draws.happens(by_middle_name(who.year)))
        return first_of(name.middle);
    if (draws.happens(by_short_form)) {
        const std::string form = tables_->variants.short_forms.draw(name.given, draws);
        if (!form.empty()) return form;
    }
    return name.given;
}

std::string Naming::short_form(std::string_view given, Draws& draws) const
{
    return tables_->variants.short_forms.draw(given, draws);
}

std::string Naming::full_form(std::string_view given, Draws& draws) const
{
    return tables_->variants.full_forms.draw(given, draws);
}

std::string Naming::other_spelling(std::string_view name, bool family, Draws& draws) const
{
    const std::string other = (family ? tables_->variants.family : tables_->variants.given).draw(name, draws);
    return other.empty() ? written_otherwise(name, draws) : other;
}

std::string Naming::transliteration(CommunityNumber community, std::string_view name, Draws& draws) const
{
    const Custom custom = communities()[community].custom;
    const std::string other = tables_->variants.transliterations.draw(name, draws);
    return other.empty() ? transliterated(custom, name, draws) : other;
}

std::vector<Naming::Share> Naming::given_shares(const Named& who) const
{
    const CommunityTables& community = tables_->communities[who.community];
    const Weights& stocks = who.born_abroad ? community.given_abroad : community.given;
    std::map<std::string, std::uint64_t> parts;
    for (std::size_t i = 0; i < stocks.size(); ++i) {
        const auto stock = static_cast<StockName>(stocks.name(i));
        Parts of_stock;
        tables_->of(stock).given(who.sex).shares(who.year, whole / stocks.total() * stocks.weight(i),
                                                 of_stock);
        of_stock.erase(tables_->composed);
        for (const auto& [name, part] : of_stock)
            for (const Form& form : tables_->forms(stock, tables_->pool[name], false))
                parts[form.name] += part / 1'000'000 * form.per_million;
    }
    return in_order(*tables_, parts);
}

std::vector<Naming::Share> Naming::family_shares(CommunityNumber community) const
{
    const Weights& stocks = tables_->communities[community].families;
    std::map<std::string, std::uint64_t> parts;
    for (std::size_t i = 0; i < stocks.size(); ++i) {
        const auto stock = static_cast<StockName>(stocks.name(i));
        const Weights& families = tables_->of(stock).families;
        const std::uint64_t share = whole / stocks.total() * stocks.weight(i);
        for (std::size_t at = 0; at < families.size(); ++at) {
            if (families.name(at) == tables_->composed) continue;
            const std::uint64_t part = share / families.total() * families.weight(at);
            for (const Form& form : tables_->forms(stock, tables_->pool[families.name(at)], true))
                parts[form.name] += part / 1'000'000 * form.per_million;
        }
    }
    return in_order(*tables_, parts);
}

} // namespace gauze::synth
