// The tables of Naming, ready for drawing: stocks read, shares of communities looked up, and the draws that
// the customs (customs.cpp) are made of.
#pragma once

#include "datasets/synth/names/communities.hpp"
#include "datasets/synth/names/composed.hpp"
#include "datasets/synth/names/naming.hpp"
#include "datasets/synth/names/stocks.hpp"
#include "datasets/synth/names/variants.hpp"
#include "datasets/synth/names/weighted.hpp"

#include <array>
#include <set>
#include <string>

namespace gauze::synth {

struct StockTables {
    YearTable girls, boys;
    Weights families, last_of_women;
    std::uint32_t plain = 0;
    const YearTable& given(Sex sex) const { return sex == Sex::female ? girls : boys; }
};

// The numbers in these columns are those of stocks and of ethnic groups.
struct CommunityTables {
    Weights given, given_abroad, families, ethnicities;
};

// One way to write a name, in millionths.
struct Form {
    std::string name;
    std::uint32_t per_million;
};

struct Naming::Tables {
    explicit Tables(const std::filesystem::path& lists);

    const StockTables& of(StockName stock) const { return stocks[static_cast<std::size_t>(stock)]; }
    StockName given_stock(const Named& who, Draws& draws) const;
    // From the community's own stock, its first.
    StockName own_stock(CommunityNumber community) const;
    std::string given(StockName stock, Sex sex, int year, Draws& draws) const;
    std::string given(const Named& who, Draws& draws) const;
    std::string family(StockName stock, Draws& draws) const;
    std::string family(CommunityNumber community, Draws& draws) const;
    std::string last_of_woman(CommunityNumber community, Draws& draws) const;
    bool before_the_name(std::string_view given) const { return titles.contains(given); }

    // The ways in which a name of a stock is registered: with accents or without; Ka Ming, Ka-Ming, Kaming.
    std::vector<Form> forms(StockName stock, const std::string& name, bool family) const;
    std::string form(StockName stock, const std::string& name, bool family, Draws& draws) const;

    NamePool pool;
    NameNumber composed; // what "*" in a table stands for
    std::array<StockTables, stock_count> stocks;
    std::vector<CommunityTables> communities;
    YearTable middle_girls, middle_boys;
    Weights days_of_girls, days_of_boys;
    std::set<std::string, std::less<>> titles;
    Composer composer;
    Variants variants;
    std::string edition;

private:
    void read_stocks();
    void read_communities();
};

} // namespace gauze::synth
