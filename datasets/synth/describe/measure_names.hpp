// Names at birth beside the shares that the tables of names give them: by community, sex and decade.
//
// The tables say what people are called who have nobody to be named after. Children are not called as their
// elder brothers and sisters are, some are called like a parent, and family names go down in families: the
// first two move shares a little, and the last makes them uncertain, which the standard errors show.
#pragma once

#include "datasets/synth/describe/measure.hpp"

#include <map>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace gauze::synth::describe {

// Counts of births by given name, as published: (sex, decade) and the name, in capitals without accents as
// most of the lists have it. Empty without lists.
struct PublishedNames {
    std::map<std::pair<Sex, int>, std::unordered_map<std::string, double>> births;
};
// Reads uk_baby_names_1974_2020.csv.gz of a folder of lists; decades for which it has the whole country.
// Throws Error(bad_data).
PublishedNames read_published_names(const std::filesystem::path& lists);

class NamesAtBirth {
public:
    NamesAtBirth(const Naming& naming, PublishedNames published)
        : naming_(naming), published_(std::move(published))
    {}
    void see(const Neighbourhood& around, Day today);
    Section given() const;
    Section family() const;

private:
    // People of one kind, by name.
    struct Group {
        Shares shares;
        std::unordered_map<std::string, std::size_t> place; // of a name's part
        std::map<std::pair<int, bool>, double> born;        // by year, here or abroad
        void see(const std::string& name);
    };
    struct Kind {
        CommunityNumber community;
        Sex sex;
        int decade;
        auto operator<=>(const Kind&) const = default;
    };
    using Expected = std::vector<std::pair<std::string, double>>; // largest first
    Expected expected_given(const Kind& kind, const Group& group) const;
    Table most_given(const Kind& kind, const Group& group) const;
    Table concentration(CommunityNumber community) const;
    std::vector<Table> published_tables() const;
    std::vector<CommunityNumber> by_size() const;

    const Naming& naming_;
    PublishedNames published_;
    std::map<Kind, Group> given_;
    std::map<CommunityNumber, Group> family_;
    std::map<std::pair<Sex, int>, Group> born_here_;
    std::map<int, Shares> doubled_; // by decade: family names of two parts
};

} // namespace gauze::synth::describe
