using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace DeepFlow.Engine.People;

/// <param name="Name">Short, without spaces; the journal names people by it.</param>
/// <param name="Roles">The roles that they hold themselves; those of their groups come on top.</param>
public sealed record Person(string Name, string Display, ImmutableArray<string> Roles)
{
    /// <summary>The groups that they are a member of.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The words under which a task is offered to them: their roles and those of their groups, <c>everyone</c>, <c>@name</c> and <c>@group</c>.</summary>
    [JsonIgnore] public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Whether they may hand out other people's tasks.</summary>
    [JsonIgnore] public bool Administers => Keys.Contains(Holder.Admin) || Keys.Contains(Holder.Owner);

    /// <param name="holders">To whom a task is offered.</param>
    public bool IsAmong(IEnumerable<string> holders) => holders.Any(h => Keys.Contains(h));
}

/// <param name="Roles">The roles that every member holds.</param>
public sealed record PersonGroup(string Name, string Display, ImmutableArray<string> Members, ImmutableArray<string> Roles);
