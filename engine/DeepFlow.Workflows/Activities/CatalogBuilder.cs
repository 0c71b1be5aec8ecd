using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepFlow.Workflows.Definitions;
using DeepFlow.Workflows.Models;
using DeepFlow.Workflows.Types;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Workflows.Activities;

/// <summary>Reads signatures off the activities' classes.</summary>
public sealed class CatalogBuilder
{
    private static readonly Type[] Kinds = [typeof(Activity<,>), typeof(CoordinatedActivity<,,>), typeof(TaskActivity<,>), typeof(InlineActivity<,>), typeof(WaitActivity<,>)];
    private readonly SortedDictionary<string, ConstructorFamily> families = new(StringComparer.Ordinal);

    public static ActivityCatalog Build(IEnumerable<Assembly> assemblies)
    {
        var builder = new CatalogBuilder();
        var activities = assemblies.SelectMany(a => a.GetTypes())
            .Where(t => t.GetCustomAttribute<ActivityAttribute>() is { Internal: false })
            .Select(builder.Signature)
            .OrderBy(a => a.Name, StringComparer.Ordinal)
            .ToImmutableArray();
        builder.FamilyOf(typeof(Layer));
        return new() { Activities = activities, Families = [.. builder.families.Values] };
    }

    private ActivitySignature Signature(Type type)
    {
        var about = type.GetCustomAttribute<ActivityAttribute>()!;
        var definition = BaseDefinition(type);
        var kind = KindOf(definition.GetGenericTypeDefinition());
        var declared = type.GetCustomAttributes<OutcomeAttribute>().Select(o => new OutcomeSignature(o.Name, o.Continues, o.Label));
        OutcomeSignature[] own = kind switch
        {
            ActivityKind.Task or ActivityKind.Wait => [],
            ActivityKind.Inline => [new("done", true), new("failed", false)],
            _ => [new("done", true), new("failed", false), new("timeout", false)],
        };
        return new(about.Name, about.Version, kind, about.Stage, about.Role, about.Summary)
        {
            Isolated = about.Isolated,
            Inputs = Inputs(definition.GetGenericArguments()[0]),
            Outputs = [.. definition.GetGenericArguments()[^1].GetProperties().Where(IsData).Select(p => new OutputSignature(NameOf(p.Name), TypeOf(p).ToString(), AboutOf(p)))],
            Outcomes = [.. own.Concat(declared)],
            OpenOutcomes = type.GetCustomAttribute<OpenOutcomesAttribute>() is not null,
        };
    }

    private static ActivityKind KindOf(Type contract) =>
        contract == typeof(TaskActivity<,>) ? ActivityKind.Task
        : contract == typeof(InlineActivity<,>) ? ActivityKind.Inline
        : contract == typeof(WaitActivity<,>) ? ActivityKind.Wait
        : ActivityKind.Job;

    private static Type BaseDefinition(Type type)
    {
        for (var t = type.BaseType; t is not null; t = t.BaseType)
            if (t.IsGenericType && Kinds.Contains(t.GetGenericTypeDefinition())) return t;
        throw new InvalidOperationException($"{type} has [Activity] and is no Activity<,>, CoordinatedActivity<,,>, TaskActivity<,>, InlineActivity<,> or WaitActivity<,>.");
    }

    /// <summary>Order and defaults come from the record's constructor, the rest from its properties.</summary>
    private ImmutableArray<InputSignature> Inputs(Type record)
    {
        var parameters = record.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First().GetParameters();
        return [.. parameters.Select(parameter =>
        {
            var property = record.GetProperty(parameter.Name!)!;
            var range = property.GetCustomAttribute<RangeAttribute>();
            var type = TypeOf(property);
            var fallback = parameter.HasDefaultValue && parameter.DefaultValue is { } given ? Default(given, parameter.ParameterType) : null;
            if (fallback is null && parameter.HasDefaultValue && type is not OptionalType) type = new OptionalType(type);
            return new InputSignature(NameOf(property.Name), type.ToString(), fallback, AboutOf(property),
                range is null ? null : Convert.ToDouble(range.Minimum), range is null ? null : Convert.ToDouble(range.Maximum))
            {
                Outcomes = property.GetCustomAttribute<OutcomeKeysAttribute>() is not null,
            };
        })];
    }

    private static Value Default(object given, Type type) =>
        type.IsEnum || Nullable.GetUnderlyingType(type) is { IsEnum: true } ? Value.Of(NameOf(given.ToString()!)) : ClrValues.From(given);

    private DslType TypeOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<DslTypeAttribute>() is { } given) return TypeText.Parse(given.Type);
        var type = TypeOf(property.PropertyType);
        var optional = type is not OptionalType && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return optional ? new OptionalType(type) : type;
    }

    private DslType TypeOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return new OptionalType(TypeOf(inner));
        if (type == typeof(int) || type == typeof(long)) return DslType.Int;
        if (type == typeof(double) || type == typeof(float)) return DslType.Float;
        if (type == typeof(bool)) return DslType.Bool;
        if (type == typeof(string)) return DslType.String;
        if (type == typeof(TimeSpan)) return DslType.Duration;
        if (type == typeof(ByteSize)) return DslType.Size;
        if (typeof(Value).IsAssignableFrom(type)) return DslType.Any;
        if (type == typeof(ModelSpec)) return new NamedType("model_definition");
        if (type.IsEnum) return new EnumType([.. Enum.GetNames(type).Select(NameOf)]);
        if (type.GetCustomAttribute<JsonPolymorphicAttribute>() is not null) return new NamedType(FamilyOf(type));
        if (type.IsGenericType)
        {
            var generic = type.GetGenericTypeDefinition();
            if (generic == typeof(ValueRange<>)) return new RangeType(TypeOf(type.GetGenericArguments()[0]));
            if (generic == typeof(ImmutableArray<>) || generic == typeof(IReadOnlyList<>)) return new ListType(TypeOf(type.GetGenericArguments()[0]));
            if (generic == typeof(ImmutableDictionary<,>) || generic == typeof(ImmutableSortedDictionary<,>)) return new MapType(TypeOf(type.GetGenericArguments()[1]));
        }
        throw new InvalidOperationException($"{type} has no type in the language; give the property a [DslType].");
    }

    private string FamilyOf(Type type)
    {
        var name = NameOf(type.Name);
        if (families.ContainsKey(name)) return name;
        families[name] = new(name, []); // a family may contain itself
        families[name] = new(name, [.. type.GetCustomAttributes<JsonDerivedTypeAttribute>()
            .Select(d => new ConstructorSignature((string)d.TypeDiscriminator!, Inputs(d.DerivedType), d.DerivedType.GetCustomAttribute<AboutAttribute>()?.Text))]);
        return name;
    }

    private static bool IsData(PropertyInfo property) => property.Name != "EqualityContract";
    private static string? AboutOf(PropertyInfo property) => property.GetCustomAttribute<AboutAttribute>()?.Text;
    private static string NameOf(string clr) => JsonNamingPolicy.SnakeCaseLower.ConvertName(clr);
}
