#include "engine/research/disclosure/solver.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <glpk.h>

namespace gauze::research::disclosure {

namespace {

int kind_of(double least, double most)
{
    const bool below = std::isfinite(least), above = std::isfinite(most);
    if (below && above) return least == most ? GLP_FX : GLP_DB;
    if (below) return GLP_LO;
    return above ? GLP_UP : GLP_FR;
}

struct Nodes {
    std::size_t left;
};

// Called at every node of the tree.
void count_node(glp_tree* tree, void* info)
{
    auto& nodes = *static_cast<Nodes*>(info);
    if (glp_ios_reason(tree) != GLP_ISELECT) return;
    if (nodes.left == 0)
        glp_ios_terminate(tree);
    else
        --nodes.left;
}

} // namespace

struct LinearProgram::State {
    glp_prob* problem = glp_create_prob();
    std::size_t most_pivots = 0;
    std::size_t used = 0;

    State() = default;
    State(const State&) = delete;
    ~State() { glp_delete_prob(problem); }
};

LinearProgram::LinearProgram(std::size_t most_pivots) : state_(std::make_unique<State>())
{
    glp_term_out(GLP_OFF);
    state_->most_pivots = most_pivots;
}

LinearProgram::~LinearProgram() = default;
LinearProgram::LinearProgram(LinearProgram&&) noexcept = default;
LinearProgram& LinearProgram::operator=(LinearProgram&&) noexcept = default;

std::size_t LinearProgram::add_column(double least, double most, double cost)
{
    const int column = glp_add_cols(state_->problem, 1);
    glp_set_col_bnds(state_->problem, column, kind_of(least, most), least, most);
    glp_set_obj_coef(state_->problem, column, cost);
    return static_cast<std::size_t>(column - 1);
}

std::size_t LinearProgram::add_row(double least, double most, std::span<const Term> terms)
{
    const int row = glp_add_rows(state_->problem, 1);
    glp_set_row_bnds(state_->problem, row, kind_of(least, most), least, most);
    std::vector<int> places{0}; // GLPK counts from 1
    std::vector<double> coefficients{0};
    for (const Term& term : terms) {
        places.push_back(static_cast<int>(term.column) + 1);
        coefficients.push_back(term.coefficient);
    }
    glp_set_mat_row(state_->problem, row, static_cast<int>(terms.size()), places.data(), coefficients.data());
    return static_cast<std::size_t>(row - 1);
}

void LinearProgram::bound_row(std::size_t row, double least, double most)
{
    glp_set_row_bnds(state_->problem, static_cast<int>(row) + 1, kind_of(least, most), least, most);
}

void LinearProgram::bound_column(std::size_t column, double least, double most)
{
    glp_set_col_bnds(state_->problem, static_cast<int>(column) + 1, kind_of(least, most), least, most);
}

void LinearProgram::cost(std::size_t column, double cost)
{
    glp_set_obj_coef(state_->problem, static_cast<int>(column) + 1, cost);
}

// The dual method first: after a change of bounds the last basis is still dual feasible.
LinearProgram::Outcome LinearProgram::solve(Goal goal)
{
    glp_prob* problem = state_->problem;
    glp_set_obj_dir(problem, goal == Goal::least ? GLP_MIN : GLP_MAX);
    if (state_->used >= state_->most_pivots) return Outcome::gave_up;
    glp_smcp options;
    glp_init_smcp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.meth = GLP_DUALP;
    options.it_lim = static_cast<int>(
        std::min<std::size_t>(state_->most_pivots - state_->used, std::numeric_limits<int>::max()));
    const int before = glp_get_it_cnt(problem);
    int code = glp_simplex(problem, &options);
    if (code != 0 && code != GLP_EITLIM) { // a basis gone bad: once more from a fresh one
        glp_adv_basis(problem, 0);
        code = glp_simplex(problem, &options);
    }
    state_->used += static_cast<std::size_t>(glp_get_it_cnt(problem) - before);
    if (code != 0) return Outcome::gave_up;
    switch (glp_get_status(problem)) {
    case GLP_OPT: return Outcome::optimal;
    case GLP_NOFEAS: return Outcome::infeasible;
    case GLP_UNBND: return Outcome::endless;
    default: return Outcome::gave_up;
    }
}

LinearProgram::Outcome LinearProgram::solve_whole(std::size_t nodes)
{
    glp_prob* problem = state_->problem;
    for (int column = 1; column <= glp_get_num_cols(problem); ++column)
        glp_set_col_kind(problem, column, GLP_IV);
    Nodes counted{nodes};
    glp_iocp options;
    glp_init_iocp(&options);
    options.msg_lev = GLP_MSG_OFF;
    options.br_tech = GLP_BR_MFV;
    options.bt_tech = GLP_BT_DFS; // any whole numbers will do
    options.cb_func = count_node;
    options.cb_info = &counted;
    const int before = glp_get_it_cnt(problem);
    const int code = glp_intopt(problem, &options);
    state_->used += static_cast<std::size_t>(std::max(0, glp_get_it_cnt(problem) - before));
    const int status = glp_mip_status(problem);
    if (status == GLP_OPT || status == GLP_FEAS) return Outcome::optimal;
    return code == 0 && status == GLP_NOFEAS ? Outcome::infeasible : Outcome::gave_up;
}

double LinearProgram::objective() const { return glp_get_obj_val(state_->problem); }

double LinearProgram::value(std::size_t column) const
{
    return glp_get_col_prim(state_->problem, static_cast<int>(column) + 1);
}

double LinearProgram::whole_value(std::size_t column) const
{
    return glp_mip_col_val(state_->problem, static_cast<int>(column) + 1);
}

std::size_t LinearProgram::pivots() const { return state_->used; }

} // namespace gauze::research::disclosure
